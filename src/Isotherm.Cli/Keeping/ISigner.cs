namespace Isotherm.Cli.Keeping;

/// <summary>Who signs and sends. A key never enters this process (spec 5.5).</summary>
internal interface ISigner
{
    /// <summary>Scheme, host and port, for people.</summary>
    string Name { get; }

    /// <summary>Accounts that can be signed for, lower-case 0x-hex; null where it does not tell.</summary>
    Task<IReadOnlyList<string>?> AccountsAsync(CancellationToken cancellation);

    /// <summary>Signs and sends.</summary>
    Task<SendResult> SendAsync(TransactionRequest transaction, CancellationToken cancellation);
}
