namespace Isotherm.Cli.Keeping;

/// <summary>How sending ended.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The node took it.</summary>
    /// <param name="Hash">The transaction's, lower-case 0x-hex.</param>
    public sealed record Sent(string Hash) : SendResult;

    /// <summary>It was not sent.</summary>
    public sealed record Refused(string Why) : SendResult;

    /// <summary>Nobody knows: no answer came. The account's nonce will tell.</summary>
    public sealed record Unanswered(string Why) : SendResult;
}
