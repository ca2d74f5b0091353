using System.Globalization;
using System.Text.Json;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Api;

/// <summary>Rules that are silent for a while.</summary>
internal static class AlertSnoozesEndpoint
{
    private const int BodyLimit = 2 * 1024;

    /// <summary>Maps <c>/alerts/snoozes</c>.</summary>
    public static void MapAlertSnoozes(this RouteGroupBuilder api)
    {
        api.MapGroup("/alerts/snoozes").RequireScope(Scopes.AlertsRead)
            .MapGet("", ListAsync).WithSummary("Your snoozes that are not over").Produces<SnoozesAnswer>().ProducesProblems(401, 403, 503);
        var writing = api.MapGroup("/alerts/snoozes").RequireScope(Scopes.AlertsWrite);
        writing.MapPut("", PutAsync).WithSummary("Silences a rule, or one cluster under it, until a time or until it is worse; replaces the snooze that is there")
            .Accepts<SnoozeBody>("application/json").Produces<SnoozeBody>().ProducesProblems(400, 401, 403, 404, 409, 413, 503);
        writing.MapDelete("", DeleteAsync).WithSummary("Ends a snooze").Produces(204).ProducesProblems(401, 403, 404, 503);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AlertDesk desk, TimeProvider time, CancellationToken ct)
    {
        var (account, state, now) = (http.Account(), await desk.StateAsync(ct), time.GetUtcNow());
        return TypedResults.Json(
            new SnoozesAnswer(
            [
                .. state.Book.Snoozes.Where(snooze => state.Rule(snooze.RuleId)?.Rule.Owner == account && (snooze.Until is null || snooze.Until > now))
                    .Select(ComposeAlerts.Snooze),
            ]),
            WireJson.Default.SnoozesAnswer);
    }

    private static async Task<IResult> PutAsync(
        HttpContext http, AlertDesk desk, NetworkDirectory networks, TimeProvider time, CancellationToken ct)
    {
        if (await RequestBody.ReadAsync(http.Request, BodyLimit, ct) is not { } body)
            return Problems.ByStatus(413);
        var (read, problem) = Read(body);
        if (read is null)
            return problem!;
        if ((await desk.StateAsync(ct)).Rule(read.RuleId) is not { } rule || rule.Rule.Owner != http.Account())
            return Problems.UnknownAlertItem("rule", read.RuleId);
        if (networks.Find(rule.Rule.Network)?.View.Published is not { } published)
            return Problems.NotReady(rule.Rule.Network, networks.Find(rule.Rule.Network)?.Problem);
        var problems = SnoozeCheck.Problems(read, rule.Rule, published.Picture.Market.CriticalBps, time.GetUtcNow());
        if (problems.Count > 0)
            return Problems.InvalidBody([.. problems.Select(static one => new FieldProblemBody(one.Pointer, one.Message, one.Expected))]);
        var stored = new StoredSnooze(read.RuleId, read.ClusterId?.ToString(), read.Until, read.UntilWorseThanBps);
        return Problems.Of(await desk.SnoozeAsync(rule.Rule.Owner, stored, http.From(), ct), "snooze", read.RuleId, AlertLimits.Snoozes)
            ?? (IResult)TypedResults.Json(ComposeAlerts.Snooze(read), WireJson.Default.SnoozeBody);
    }

    private static async Task<IResult> DeleteAsync(string rule, string? cluster, HttpContext http, AlertDesk desk, CancellationToken ct) =>
        await desk.WakeAsync(http.Account(), rule, cluster, http.From(), ct) ? TypedResults.NoContent() : Problems.UnknownAlertItem("snooze", rule);

    private static (Snooze? Snooze, IResult? Problem) Read(ReadOnlyMemory<byte> body)
    {
        SnoozeBody? given;
        try
        {
            given = JsonSerializer.Deserialize(body.Span, WireJson.Default.SnoozeBody);
        }
        catch (JsonException)
        {
            given = null;
        }

        if (given is null)
            return (null, Problems.InvalidBody("", "It is not a snooze.", "an object of rule, and as wanted cluster, until and untilWorseThan, all texts"));
        if (given.Rule is not { } rule)
            return (null, Problems.InvalidBody("/rule", "It is missing.", "the id of a rule of yours"));
        ClusterId? cluster = null;
        if (given.Cluster is { } digits)
        {
            if (!Parameters.TryId(digits, out var id))
                return (null, Problems.InvalidBody("/cluster", "It is not an on-chain id.", "a decimal integer from 0 to 2^256-1"));
            cluster = new ClusterId(id);
        }

        DateTimeOffset? until = null;
        if (given.Until is { } time)
        {
            if (!DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end))
                return (null, Problems.InvalidBody("/until", "It is not a time.", "an ISO-8601 time, such as 2026-11-23T08:00:00Z"));
            until = end;
        }

        if (given.UntilWorseThan is not { } ratio)
            return (new Snooze(rule, cluster, until, null), null);
        return FixedPoint.TryParseThresholdBps(ratio, out var bps)
            ? (new Snooze(rule, cluster, until, bps), null)
            : (null, Problems.InvalidBody("/untilWorseThan", "It is not a ratio.", "a decimal with at most 4 decimals, such as \"1.1\""));
    }
}
