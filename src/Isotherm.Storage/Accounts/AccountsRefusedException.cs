namespace Isotherm.Storage.Accounts;

/// <summary>The accounts can't be used as asked. The message is one sentence for the operator: what, where, and what to do.</summary>
public sealed class AccountsRefusedException : Exception
{
    /// <summary>Says why.</summary>
    public AccountsRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, with the cause.</summary>
    public AccountsRefusedException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
