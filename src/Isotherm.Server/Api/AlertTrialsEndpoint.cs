using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Api;

/// <summary>Rules before they are kept: over recorded blocks, and the usual ones at once.</summary>
internal static class AlertTrialsEndpoint
{
    private const int BodyLimit = 32 * 1024;
    private const int UsualBlocks = 5_000;
    private const int MaxNamed = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Maps <c>/alerts/rules/back-test</c> and <c>/alerts/rules/starter</c>.</summary>
    public static void MapAlertTrials(this RouteGroupBuilder api)
    {
        api.MapGroup("/alerts/rules").RequireScope(Scopes.AlertsRead).MapPost("/back-test", BackTestAsync)
            .WithSummary($"When a rule would have fired over the last blocks, {BackTests.MaxBlocks} at most; nothing is kept or sent")
            .Accepts<JsonObject>("application/json").Produces<BackTestAnswer>().ProducesProblems(400, 401, 403, 413, 503);
        api.MapGroup("/alerts/rules").RequireScope(Scopes.AlertsWrite).MapPost("/starter", StarterAsync)
            .WithSummary("Makes the usual rules about one's clusters; those that are there already stay")
            .Accepts<StarterBody>("application/json").Produces<AlertRulesAnswer>().ProducesProblems(400, 401, 403, 409, 413, 503);
    }

    private static async Task<IResult> BackTestAsync(
        string? blocks, HttpContext http, AlertDesk desk, NetworkDirectory networks, BackTests tests, TimeProvider time, CancellationToken ct)
    {
        if (!Parameters.TryLimit(blocks, UsualBlocks, BackTests.MaxBlocks, out var count))
            return Problems.InvalidParameter("blocks", blocks ?? "", $"a whole number from 1 to {BackTests.MaxBlocks}");
        var (rule, problem) = await AlertRulesEndpoint.ReadAsync(http, "trial", desk, networks, ct);
        if (rule is null)
            return problem!;
        if (networks.Find(rule.Network) is not { View: { Journal: { } journal, Published: { } published } } network)
            return Problems.NotReady(rule.Network, networks.Find(rule.Network)?.Problem);
        var head = published.Picture.Block.Number;
        var recent = await journal.RecentAsync(count, ct);
        if (recent.Count == 0 || recent[0].Number > head)
            return Problems.NotReady(rule.Network, network.Problem); // a reorganisation took all of them
        var (from, to) = (recent[0].Number, Math.Min(head, recent[^1].Number));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var timer = time.CreateTimer(_ => limit.Cancel(), null, Longest, Timeout.InfiniteTimeSpan);
        var done = 0;
        if (!tests.TryTakeTurn())
            return Problems.Busy("Another back-test is under way.");
        if (BackTestLines.AreAskedFor(http.Request))
            return await BackTestLines.WriteAsync(http.Response, RunAsync, () => Volatile.Read(ref done), (int)(to - from + 1), time, ct);
        var (answer, fault) = await RunAsync();
        return answer is null ? fault! : TypedResults.Json(answer, WireJson.Default.BackTestAnswer);

        Task<(BackTestAnswer? Answer, ProblemResult? Problem)> RunAsync() => OutcomeAsync(
            () => tests.RunAsync(network.Definition, journal, rule, from, to, judged => Volatile.Write(ref done, judged), limit.Token), ct);
    }

    private static async Task<(BackTestAnswer? Answer, ProblemResult? Problem)> OutcomeAsync(Func<Task<BackTestAnswer>> run, CancellationToken asked)
    {
        try
        {
            return (await run(), null);
        }
        catch (OperationCanceledException) when (!asked.IsCancellationRequested)
        {
            return (null, Problems.Busy(string.Create(CultureInfo.InvariantCulture, $"It took longer than {Longest.TotalSeconds} s: ask for fewer blocks.")));
        }
        catch (FoldException)
        {
            return (null, Problems.Busy("A reorganisation moved the chain meanwhile."));
        }
    }

    private static async Task<IResult> StarterAsync(HttpContext http, AlertDesk desk, NetworkDirectory networks, CancellationToken ct)
    {
        if (await RequestBody.ReadAsync(http.Request, BodyLimit, ct) is not { } body)
            return Problems.ByStatus(413);
        StarterBody? wish;
        try
        {
            wish = JsonSerializer.Deserialize(body.Span, WireJson.Default.StarterBody);
        }
        catch (JsonException)
        {
            wish = null;
        }

        if (wish is not { Network: { } network, Channels: { } channels })
            return Problems.InvalidBody("", "It is not a wish for rules.", "an object of network, channels, and operators or clusters");
        var operators = wish.Operators ?? [];
        List<ClusterId> clusters = [];
        foreach (var text in wish.Clusters ?? [])
        {
            if (text is null || !Parameters.TryId(text, out var id))
                return Problems.InvalidBody($"/clusters/{clusters.Count}", "It is not an on-chain id.", "a decimal integer from 0 to 2^256-1");
            clusters.Add(new ClusterId(id));
        }

        if (operators.Count + clusters.Count is 0 or > MaxNamed)
            return Problems.InvalidBody("/operators", "It names no clusters, or too many.", $"1 to {MaxNamed} addresses or cluster ids");
        return await AddAsync(StarterSet.For(http.Account(), network, operators, clusters, channels), http.From(), desk, networks, ct);
    }

    private static async Task<IResult> AddAsync(IReadOnlyList<Rule> rules, string from, AlertDesk desk, NetworkDirectory networks, CancellationToken ct)
    {
        var problems = rules.SelectMany(rule => RuleJson.Parse(RuleJson.Write(rule)).Problems).Distinct().ToList();
        var state = await desk.StateAsync(ct);
        if (problems.Count == 0)
            problems.AddRange(rules.SelectMany(rule => RuleChecks.Of(rule, state, networks)).Distinct());
        if (problems.Count > 0)
            return Problems.InvalidBody([.. problems.Select(static one => new FieldProblemBody(one.Pointer, one.Message, one.Expected))]);
        foreach (var rule in rules.Where(rule => state.Rule(rule.Id) is null))
        {
            if (Problems.Of(await desk.AddAsync(rule, from, ct), "rule", rule.Id, AlertLimits.Rules) is { } refusal)
                return refusal;
        }

        state = await desk.StateAsync(ct);
        return TypedResults.Json(
            new AlertRulesAnswer([.. rules.Select(rule => state.Rule(rule.Id)).OfType<DeskRule>().Select(ComposeAlerts.Rule)]), WireJson.Default.AlertRulesAnswer);
    }
}
