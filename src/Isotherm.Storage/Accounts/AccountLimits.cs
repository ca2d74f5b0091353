namespace Isotherm.Storage.Accounts;

/// <summary>What is kept at most; each has a policy for what is beyond it.</summary>
public static class AccountLimits
{
    /// <summary>Nonces that were asked for and have not expired; beyond it none is given.</summary>
    public const int Nonces = 100_000;

    /// <summary>Sessions an account; beyond it the one that was used longest ago ends.</summary>
    public const int Sessions = 50;

    /// <summary>Keys an account; beyond it none is made.</summary>
    public const int Keys = 50;

    /// <summary>Lines of the audit log; beyond it the oldest goes.</summary>
    public const int AuditLines = 200_000;

    /// <summary>Most lines in one answer.</summary>
    public const int AuditPage = 500;
}
