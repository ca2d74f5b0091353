using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth.Callers;

/// <summary>Ties a stream to the session or key by which it was asked for.</summary>
internal sealed class CallerStream(LiveLinks links, Lazy<IAccountStore> accounts)
{
    /// <summary>The tie; null where nobody asked by name.</summary>
    public async Task<LiveLink?> OpenAsync(HttpContext http)
    {
        if (http.Caller() is not { } caller)
            return null;
        var link = links.Open(caller);
        // Revoked between being known and being tied: nobody would cut it any more.
        if (!await accounts.Value.LivesAsync(caller.Credential, http.RequestAborted))
            await links.CutAsync(caller.Credential);
        return link;
    }
}
