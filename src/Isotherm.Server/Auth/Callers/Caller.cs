using System.Security.Claims;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth.Callers;

/// <summary>Who makes a request: an account, by a session or by a key.</summary>
/// <param name="Account">CAIP-10.</param>
/// <param name="IsAdmin">Whether the account is the admin.</param>
/// <param name="Scopes">What it may by this session or key.</param>
/// <param name="Session">The session; null where a key was used.</param>
/// <param name="Key">The key; null where a session was used.</param>
internal sealed record Caller(string Account, bool IsAdmin, IReadOnlyList<string> Scopes, StoredSession? Session, StoredKey? Key)
{
    /// <summary>The session's or key's id: what is revoked.</summary>
    public string Credential => Session?.Id ?? Key!.Id;

    /// <summary>By a session.</summary>
    public static Caller Of(StoredSession session) => new(session.Account, session.IsAdmin, Auth.Scopes.All, session, null);

    /// <summary>By a key.</summary>
    public static Caller Of(StoredKey key) => new(key.Account, key.IsAdmin, key.Scopes, null, key);

    /// <summary>Whether it may this.</summary>
    public bool May(string scope) => Scopes.Contains(scope);

    /// <summary>As claims: <c>account</c>, <c>scopes</c> (separated by spaces), and <c>admin</c> for the admin.</summary>
    public ClaimsPrincipal Principal()
    {
        var identity = new ClaimsIdentity([new Claim("account", Account), new Claim("scopes", string.Join(' ', Scopes))], Session is null ? "key" : "session", "account", "role");
        if (IsAdmin)
            identity.AddClaim(new Claim("admin", "true"));
        return new ClaimsPrincipal(identity);
    }
}
