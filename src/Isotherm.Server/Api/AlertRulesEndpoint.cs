using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Alerts.Rules;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Api;

/// <summary>An account's alert rules.</summary>
internal static class AlertRulesEndpoint
{
    private const int BodyLimit = 32 * 1024;

    /// <summary>Maps <c>/alerts/rules</c>.</summary>
    public static void MapAlertRules(this RouteGroupBuilder api)
    {
        var reading = api.MapGroup("/alerts/rules").RequireScope(Scopes.AlertsRead);
        reading.MapGet("", ListAsync).WithSummary("Your alert rules").Produces<AlertRulesAnswer>().ProducesProblems(401, 403, 503);
        reading.MapGet("/{rule}", OneAsync).WithSummary("One of your alert rules").Produces<AlertRuleBody>().ProducesProblems(401, 403, 404, 503);
        var writing = api.MapGroup("/alerts/rules").RequireScope(Scopes.AlertsWrite);
        writing.MapPost("", AddAsync).WithSummary("Makes an alert rule; its id is the server's")
            .Accepts<JsonObject>("application/json").Produces<AlertRuleBody>(201).ProducesProblems(400, 401, 403, 409, 413, 503);
        writing.MapPut("/{rule}", ReplaceAsync).WithSummary("Replaces an alert rule; it is judged by from the next entry on")
            .Accepts<JsonObject>("application/json").Produces<AlertRuleBody>().ProducesProblems(400, 401, 403, 404, 413, 503);
        writing.MapDelete("/{rule}", DeleteAsync).WithSummary("Deletes an alert rule, its snoozes and its open episodes")
            .Produces(204).ProducesProblems(401, 403, 404, 503);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AlertDesk desk, CancellationToken ct)
    {
        var (account, state) = (http.Account(), await desk.StateAsync(ct));
        return TypedResults.Json(
            new AlertRulesAnswer([.. state.Rules.Where(rule => rule.Rule.Owner == account).Select(ComposeAlerts.Rule)]), WireJson.Default.AlertRulesAnswer);
    }

    private static async Task<IResult> OneAsync(string rule, HttpContext http, AlertDesk desk, CancellationToken ct) =>
        await FindAsync(desk, http.Account(), rule, ct) is { } found
            ? TypedResults.Json(ComposeAlerts.Rule(found), WireJson.Default.AlertRuleBody)
            : Problems.UnknownAlertItem("rule", rule);

    private static async Task<IResult> AddAsync(HttpContext http, AlertDesk desk, NetworkDirectory networks, CancellationToken ct)
    {
        var (rule, problem) = await ReadAsync(http, Token.Id(), desk, networks, ct);
        if (rule is null)
            return problem!;
        if (Problems.Of(await desk.AddAsync(rule, http.From(), ct), "rule", rule.Id, AlertLimits.Rules) is { } refusal)
            return refusal;
        http.Response.Headers.Location = $"/api/v1/alerts/rules/{rule.Id}";
        return TypedResults.Json(ComposeAlerts.Rule((await FindAsync(desk, rule.Owner, rule.Id, ct))!), WireJson.Default.AlertRuleBody, statusCode: 201);
    }

    private static async Task<IResult> ReplaceAsync(string rule, HttpContext http, AlertDesk desk, NetworkDirectory networks, CancellationToken ct)
    {
        if (await FindAsync(desk, http.Account(), rule, ct) is null)
            return Problems.UnknownAlertItem("rule", rule);
        var (read, problem) = await ReadAsync(http, rule, desk, networks, ct);
        if (read is null)
            return problem!;
        return Problems.Of(await desk.ReplaceAsync(read, http.From(), ct), "rule", rule, AlertLimits.Rules) is { } refusal
            ? refusal
            : await OneAsync(rule, http, desk, ct);
    }

    private static async Task<IResult> DeleteAsync(string rule, HttpContext http, AlertDesk desk, CancellationToken ct) =>
        await desk.DeleteRuleAsync(http.Account(), rule, http.From(), ct) ? TypedResults.NoContent() : Problems.UnknownAlertItem("rule", rule);

    /// <summary>The rule that a body holds under an id and the caller's account; null with the problem where it holds none.</summary>
    public static async Task<(Rule? Rule, IResult? Problem)> ReadAsync(
        HttpContext http, string id, AlertDesk desk, NetworkDirectory networks, CancellationToken ct)
    {
        if (await RequestBody.ReadAsync(http.Request, BodyLimit, ct) is not { } body)
            return (null, Problems.ByStatus(413));
        JsonObject fields;
        try
        {
            fields = JsonNode.Parse(body.Span) as JsonObject ?? throw new JsonException("It is not an object.");
            (fields["id"], fields["owner"]) = (id, http.Account());
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            return (null, Problems.InvalidBody("", "It is not a JSON object.", "a rule as a JSON object without repeated members"));
        }

        var parsed = RuleJson.Parse(JsonSerializer.SerializeToUtf8Bytes(fields, WireJson.Default.JsonObject));
        var problems = parsed.Rule is { } rule ? RuleChecks.Of(rule, await desk.StateAsync(ct), networks) : parsed.Problems;
        return problems.Count == 0
            ? (parsed.Rule, null)
            : (null, Problems.InvalidBody([.. problems.Select(static one => new FieldProblemBody(one.Pointer, one.Message, one.Expected))]));
    }

    private static async Task<DeskRule?> FindAsync(AlertDesk desk, string account, string id, CancellationToken ct) =>
        (await desk.StateAsync(ct)).Rule(id) is { } found && found.Rule.Owner == account ? found : null;
}
