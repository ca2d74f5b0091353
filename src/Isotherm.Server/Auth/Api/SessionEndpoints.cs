using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth.Api;

/// <summary>An account's sessions.</summary>
internal static class SessionEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSessions(this RouteGroupBuilder auth)
    {
        auth.MapGet("/sessions", ListAsync).WithSummary("This account's sessions").Produces<SessionsAnswer>().ProducesProblems(401, 403, 503).RequireScope(Scopes.Keys);
        auth.MapDelete("/sessions/{id}", RevokeAsync).WithSummary("Ends a session and all that is open by it")
            .Produces(204).ProducesProblems(401, 403, 404, 503).RequireScope(Scopes.Keys);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Lazy<IAccountStore> accounts, CancellationToken ct)
    {
        var caller = http.Caller()!;
        var sessions = await accounts.Value.SessionsAsync(caller.Account, ct);
        return TypedResults.Json(new SessionsAnswer([.. sessions.Select(session => ComposeAuth.Session(session, caller.Session?.Id))]), AuthJson.Default.SessionsAnswer);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, Lazy<IAccountStore> accounts, LiveLinks links, CancellationToken ct)
    {
        var account = http.Caller()!.Account;
        if (!await accounts.Value.EndSessionAsync(account, id, new AuditNote(AuditActions.SessionRevoked, account, id, http.From()), ct))
            return Problems.UnknownCredential("session");
        await links.CutAsync(id);
        return TypedResults.NoContent();
    }
}
