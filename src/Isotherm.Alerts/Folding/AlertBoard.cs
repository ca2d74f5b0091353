using Isotherm.Alerts.Machine;

namespace Isotherm.Alerts.Folding;

/// <summary>Where all alerts of a network stand, for the alert centre.</summary>
/// <param name="Episodes">One a rule and subject that is pending or firing, told or not.</param>
/// <param name="Incidents">One an alert id: open ones, and those that were last over.</param>
public sealed record AlertBoard(IReadOnlyList<AlertEpisode> Episodes, IReadOnlyList<AlertIncident> Incidents)
{
    internal static AlertBoard Of(EpisodeTable table) => new(
        [.. table.Entries.Where(static entry => entry.Judged is { Phase: not (Phase.Idle or Phase.Recent) }).Order(Entry.Order).Select(Of)],
        [.. table.Incidents.OrderBy(static one => one.IsClosed).ThenByDescending(static one => one.ClosedAs).ThenBy(static one => one.AlertId, StringComparer.Ordinal).Select(one => Of(one, table))]);

    private static AlertEpisode Of(Entry entry) => new(
        entry.Run.Rule.Id,
        entry.Cluster,
        entry.Key.IsBlind ? "blind" : entry.Judged!.Phase switch { Phase.Pending => "pending", Phase.Leaving => "leaving", Phase.Happened => "happened", _ => "firing" },
        entry.Spoken.IsOpen ? entry.Spoken.AlertId : null,
        entry.Spoken.IsSnoozed,
        Of(entry.Judged!.Fired));

    private static AlertIncident Of(Incident incident, EpisodeTable table) => new(
        incident.AlertId,
        incident.Rule,
        incident.RuleName,
        !incident.IsClosed,
        incident.Told,
        table.MembersOf(incident.AlertId).Count,
        incident.Subjects,
        [.. incident.History.Select(static line => new AlertTransition(line.Transition, line.Kind, Of(line.Why)!))]);

    private static AlertReason? Of(Mark? mark) => mark is null ? null : new(mark.Block, mark.Time, mark.Ratio, mark.LevelBps, mark.RuleVersion, mark.Detail);
}
