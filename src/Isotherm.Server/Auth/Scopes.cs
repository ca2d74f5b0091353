namespace Isotherm.Server.Auth;

/// <summary>What an API key may. A session may all of it.</summary>
internal static class Scopes
{
    /// <summary>Read networks, where reading needs a sign-in.</summary>
    public const string Read = "read";

    /// <summary>Read one's rules, channels and deliveries.</summary>
    public const string AlertsRead = "alerts:read";

    /// <summary>Change one's rules and channels.</summary>
    public const string AlertsWrite = "alerts:write";

    /// <summary>Keys, sessions and the audit log.</summary>
    public const string Keys = "keys";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, AlertsRead, AlertsWrite, Keys];
}
