namespace Isotherm.Storage.Accounts;

/// <summary>What the audit log tells of.</summary>
public static class AuditActions
{
    /// <summary>A wallet signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>A sign-in was refused; the detail is the reason.</summary>
    public const string SignInRefused = "sign-in-refused";

    /// <summary>A session was ended by its browser.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>A session was ended from another one.</summary>
    public const string SessionRevoked = "session-revoked";

    /// <summary>A contract wallet no longer says yes to what opened the session.</summary>
    public const string WalletWithdrew = "wallet-withdrew";

    /// <summary>A key was made.</summary>
    public const string KeyMade = "key-made";

    /// <summary>A key was revoked.</summary>
    public const string KeyRevoked = "key-revoked";

    /// <summary>The setup code made an account the admin.</summary>
    public const string AdminMade = "admin-made";

    /// <summary>A wrong, used or expired setup code.</summary>
    public const string SetupRefused = "setup-refused";
}
