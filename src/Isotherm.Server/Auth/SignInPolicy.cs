namespace Isotherm.Server.Auth;

/// <summary>What needs a sign-in.</summary>
internal enum SignInPolicy
{
    /// <summary>Rules, channels and keys; reading is public.</summary>
    Writes,

    /// <summary>Reading too; only health, the page's files and the sign-in itself stay open.</summary>
    All,
}
