using Isotherm.Alerts.Folding;
using Isotherm.Domain;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auth;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>How an account's alerts stand: firing, pending, snoozed, and what was last over, with reasons.</summary>
internal static class AlertEpisodesEndpoint
{
    /// <summary>Maps <c>/alerts/episodes</c>.</summary>
    public static void MapAlertEpisodes(this RouteGroupBuilder api) =>
        api.MapGroup("/alerts/episodes").RequireScope(Scopes.AlertsRead).MapGet("", ListAsync)
            .WithSummary("How your alerts on a network stand: firing, pending, snoozed, and what was last over, with reasons")
            .Produces<AlertEpisodesAnswer>().ProducesProblems(401, 403, 404, 503);

    private static async Task<IResult> ListAsync(
        string network, HttpContext http, AlertDesk desk, NetworkDirectory networks, TimeProvider time, CancellationToken ct)
    {
        if (networks.Find(network) is not { } found)
            return Problems.UnknownNetwork(network);
        if (found.Board is not { } board)
            return Problems.NotReady(network, found.Problem);
        var (state, now) = (await desk.StateAsync(ct), time.GetUtcNow());
        var own = state.Rules.Where(rule => rule.Rule.Owner == http.Account()).Select(static rule => rule.Rule.Id).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Json(
            new AlertEpisodesAnswer(
                [.. board.Episodes.Where(episode => own.Contains(episode.Rule)).Select(episode => Body(episode, IsSnoozed(episode)))],
                [.. board.Incidents.Where(incident => own.Contains(incident.Rule)).Select(Body)]),
            WireJson.Default.AlertEpisodesAnswer);

        // What was snoozed before it was told is told when the snooze is over, and has no memory of its own until then.
        bool IsSnoozed(AlertEpisode episode) => episode.IsSnoozed
            || (episode.AlertId is null && state.Book.Snoozes.Any(snooze => snooze.IsOn(episode.Rule, episode.Cluster, now)));
    }

    private static AlertEpisodeBody Body(AlertEpisode episode, bool isSnoozed) => new(
        episode.Rule, episode.Cluster?.ToString(), episode.Phase, episode.AlertId, isSnoozed, episode.Fired is { } why ? Body(why) : null);

    private static AlertIncidentBody Body(AlertIncident incident) => new(
        incident.AlertId,
        incident.Rule,
        incident.RuleName,
        incident.IsOpen,
        incident.Told,
        incident.Open,
        [.. incident.History.Select(static line => new AlertTransitionBody(line.Transition, line.Kind.ToString().ToLowerInvariant(), Body(line.Why)))]);

    private static AlertReasonBody Body(AlertReason why) => new(
        new BlockBody(why.Block.Number, why.Block.Hash, WireText.Time(why.Timestamp)),
        WireText.Ratio(why.Ratio),
        why.ThresholdBps is { } bps ? FixedPoint.PrintBps(bps) : null,
        why.RuleVersion,
        why.Words);
}
