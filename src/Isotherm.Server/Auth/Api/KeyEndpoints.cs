using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Auth.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth.Api;

/// <summary>An account's API keys.</summary>
internal static class KeyEndpoints
{
    private const int LongestName = 64;
    private const int MostDays = 3_650;

    /// <summary>Maps them.</summary>
    public static void MapKeys(this RouteGroupBuilder auth)
    {
        auth.MapGet("/keys", ListAsync).WithSummary("This account's API keys, without the keys").Produces<KeysAnswer>().ProducesProblems(401, 403, 503).RequireScope(Scopes.Keys);
        auth.MapPost("/keys", MakeAsync).WithSummary("Makes an API key, which is told this once")
            .Produces<MadeKeyAnswer>(201).ProducesProblems(400, 401, 403, 409, 413, 429, 503).RequireScope(Scopes.Keys);
        auth.MapDelete("/keys/{id}", RevokeAsync).WithSummary("Revokes an API key and ends all that is open by it")
            .Produces(204).ProducesProblems(401, 403, 404, 503).RequireScope(Scopes.Keys);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Lazy<IAccountStore> accounts, TimeProvider time, CancellationToken ct)
    {
        var keys = await accounts.Value.KeysAsync(http.Caller()!.Account, ct);
        return TypedResults.Json(new KeysAnswer([.. keys.Select(key => ComposeAuth.Key(key, time.GetUtcNow()))]), AuthJson.Default.KeysAnswer);
    }

    private static async Task<IResult> MakeAsync(NewKeyBody body, HttpContext http, Lazy<IAccountStore> accounts, TimeProvider time, CancellationToken ct)
    {
        var caller = http.Caller()!;
        var name = body.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return Problems.InvalidParameter("name", name, $"1 to {LongestName} characters");
        if (body.Scopes is not { Count: > 0 } || body.Scopes.FirstOrDefault(static scope => !Scopes.All.Contains(scope)) is not null || body.Scopes.Contains(null))
            return Problems.InvalidParameter("scopes", string.Join(' ', body.Scopes ?? []), $"at least one of {string.Join(", ", Scopes.All)}");
        if (body.ExpiresInDays is < 1 or > MostDays)
            return Problems.InvalidParameter("expiresInDays", $"{body.ExpiresInDays}", $"a whole number from 1 to {MostDays}, or nothing");
        if (body.Scopes.FirstOrDefault(scope => !caller.May(scope!)) is { } beyond)
            return Problems.ScopeMissing(beyond);
        var (secret, now) = (Token.Key(), time.GetUtcNow());
        var key = new StoredKey
        {
            Id = Token.Id(),
            Account = caller.Account,
            Name = name,
            Hint = Token.Hint(secret),
            Scopes = [.. Scopes.All.Where(body.Scopes.Contains)],
            CreatedAt = now,
            ExpiresAt = Earlier(body.ExpiresInDays is { } days ? now.AddDays(days) : null, caller.Key?.ExpiresAt),
        };
        var note = new AuditNote(AuditActions.KeyMade, caller.Account, key.Id, http.From(), $"\"{name}\": {string.Join(' ', key.Scopes)}");
        return await accounts.Value.AddKeyAsync(key, Token.Hash(secret), note, ct)
            ? TypedResults.Json(new MadeKeyAnswer(ComposeAuth.Key(key, now), secret), AuthJson.Default.MadeKeyAnswer, statusCode: StatusCodes.Status201Created)
            : Problems.TooManyKeys(AccountLimits.Keys);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, Lazy<IAccountStore> accounts, LiveLinks links, CancellationToken ct)
    {
        var account = http.Caller()!.Account;
        if (!await accounts.Value.RevokeKeyAsync(account, id, new AuditNote(AuditActions.KeyRevoked, account, id, http.From()), ct))
            return Problems.UnknownCredential("key");
        await links.CutAsync(id);
        return TypedResults.NoContent();
    }

    // A key that a key makes does not outlive it.
    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
