using System.Globalization;
using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth.Api;

/// <summary>The audit log: one's own lines, the admin's all.</summary>
internal static class AuditLogEndpoint
{
    private const int UsualPage = 100;

    /// <summary>Maps it.</summary>
    public static void MapAuditLog(this RouteGroupBuilder auth) =>
        auth.MapGet("/audit", GetAsync).WithSummary("What was done with this account; for the admin, with all")
            .Produces<AuditLogAnswer>().ProducesProblems(400, 401, 403, 503).RequireScope(Scopes.Keys);

    private static async Task<IResult> GetAsync(string? before, string? limit, string? all, HttpContext http, Lazy<IAccountStore> accounts, CancellationToken ct)
    {
        long? number = null;
        if (before is not null)
        {
            if (!long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
                return Problems.InvalidParameter("before", before, "the member next of the page before");
            number = parsed;
        }

        if (!Parameters.TryLimit(limit, UsualPage, AccountLimits.AuditPage, out var most))
            return Problems.InvalidParameter("limit", limit!, $"a whole number from 1 to {AccountLimits.AuditPage}");
        if (all is not (null or "true" or "false"))
            return Problems.InvalidParameter("all", all, "true or false");
        var caller = http.Caller()!;
        if (all == "true" && !caller.IsAdmin)
            return Problems.AdminNeeded();
        var lines = await accounts.Value.AuditAsync(all == "true" ? null : caller.Account, number, most, ct);
        return TypedResults.Json(
            new AuditLogAnswer([.. lines.Select(ComposeAuth.Line)], lines.Count == most ? lines[^1].Number : null), AuthJson.Default.AuditLogAnswer);
    }
}
