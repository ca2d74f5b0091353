namespace Isotherm.Server.Auth.Wire;

/// <summary>A session.</summary>
/// <param name="Id">Names it in DELETE.</param>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="CreatedAt">The sign-in.</param>
/// <param name="LastSeenAt">The last use, to the minute.</param>
/// <param name="ExpiresAt">Its end if it is not used.</param>
/// <param name="EndsAt">Its end in any case.</param>
/// <param name="Agent">The browser's own words.</param>
/// <param name="Wallet">key or contract.</param>
internal sealed record SessionBody(
    string Id, bool Current, string CreatedAt, string LastSeenAt, string ExpiresAt, string EndsAt, string Agent, string Wallet);
