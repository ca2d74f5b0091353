using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>Puts a message together from an incident and those that it speaks of.</summary>
internal static class Composer
{
    /// <param name="state">The step.</param>
    /// <param name="draft">The incident in this step.</param>
    /// <param name="incident">With the message's transition.</param>
    /// <param name="kind">What is said.</param>
    /// <param name="about">Of whom.</param>
    /// <param name="open">How many stand.</param>
    internal static (AlertMessage Message, Mark Why) Compose(
        TellerState state, IncidentDraft draft, Incident incident, MessageKind kind, IReadOnlyCollection<Entry> about, int open)
    {
        var rule = draft.Run.Rule;
        var isOfNetwork = about.All(static one => one.Cluster is null);
        var view = state.View;
        var subjects = isOfNetwork ? []
            : view is null ? Remembered(incident, about)
            : SubjectLine.Of(state.Context.Network, about, view, state.Before);
        if (kind is MessageKind.Resolve or MessageKind.Retract)
            subjects = [.. subjects.Select(one => one with { ThresholdBps = one.ThresholdBps ?? incident.First.LevelBps })];
        var count = isOfNetwork ? 0 : Math.Max(subjects.Count, kind is MessageKind.Resolve or MessageKind.Retract or MessageKind.Sighted ? incident.Told : about.Count);
        var first = about.Where(static one => one.Judged?.Fired is not null).Order(Entry.Order).FirstOrDefault()?.Judged?.Fired ?? incident.First;
        var stage = about.Aggregate(QueueStages.None, static (worst, one) => one.Spoken.Stage > worst ? one.Spoken.Stage : worst);
        // Over for those that were liquidated means closed; where others were in it too, that all of them are out of the queue.
        if (kind == MessageKind.Resolve && (stage != QueueStages.Liquidated || about.Count < count || about.Any(static one => one.Spoken.Stage != QueueStages.Liquidated)))
            stage = QueueStages.None;
        var headline = state.IsRewind && open > 0
            ? Wording.PartlyTakenBack(open, incident.Told)
            : Wording.Headline(kind, rule, subjects, count, OperatorOf(subjects, count, about, view), kind is MessageKind.Resolve or MessageKind.Retract ? incident.First : first, stage, view?.Market);
        // A rewind rests on the block that was orphaned: the new head's own figures are not known yet.
        var (block, time) = view is null || state.IsRewind ? (incident.First.Block, incident.First.Time) : (view.Market.Block.Ref, view.Market.Block.Timestamp);
        return (
            new()
            {
                AlertId = incident.AlertId,
                Transition = incident.Transition,
                Kind = kind,
                Severity = SeverityOf(state, rule, kind, stage),
                Network = state.Context.Network,
                NetworkName = state.Context.NetworkName,
                TokenSymbol = state.Context.TokenSymbol,
                TokenDecimals = state.Context.TokenDecimals,
                Rule = rule.Id,
                RuleName = rule.Name,
                Headline = headline,
                Block = block,
                BlockTimestamp = time,
                Subjects = subjects,
                SubjectCount = count,
                Clusters = [.. about.Select(static one => one.Cluster?.ToString()).OfType<string>()],
                Owner = rule.Owner,
                Channels = rule.Channels,
                EscalateTo = rule.EscalateTo,
                EscalateAfterSeconds = rule.EscalateTo is null ? 0 : rule.EscalateAfterSeconds,
                ExpiresAt = subjects.Count == count ? Expiry(kind, subjects) : null,
                Label = LabelOf(state),
            },
            new Mark(block, time, subjects.Count == 1 ? subjects[0].Ratio : null, first.LevelBps ?? incident.First.LevelBps, state.Version, headline));
    }

    /// <summary>Conditions that every message must carry.</summary>
    internal static string? LabelOf(TellerState state)
    {
        var age = state.Data switch
        {
            DataState.Late => "data is late",
            DataState.Stale => "data is stale",
            _ => null,
        };
        return state.Context.Label is { } label ? age is null ? label : $"{label}; {age}" : age;
    }

    private static AlertSeverity SeverityOf(TellerState state, Rule rule, MessageKind kind, QueueStages stage) => kind switch
    {
        MessageKind.Resolve or MessageKind.Sighted or MessageKind.Retract => AlertSeverity.Info,
        MessageKind.Blind => AlertSeverity.Warning,
        _ when stage == QueueStages.Recovered => AlertSeverity.Warning,
        _ => Severities.Of(rule.Kind, state.CriticalBps),
    };

    /// <summary>Worth something until the last deadline of those that it names, while all of them have one.</summary>
    private static long? Expiry(MessageKind kind, IReadOnlyList<AlertSubject> subjects) =>
        kind is MessageKind.Fire or MessageKind.Update && subjects.Count > 0 && subjects.All(static one => one is { Deadline: not null, QueueState: "grace" })
            ? subjects.Max(static one => one.Deadline)
            : null;

    // Those that the list leaves out may be anybody's, unless they can be asked.
    private static string? OperatorOf(IReadOnlyList<AlertSubject> subjects, int count, IReadOnlyCollection<Entry> about, IAlertView? view)
    {
        if (subjects.Count == count)
            return subjects.Select(static one => one.Operator).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;
        return about.Count == count && view is not null ? SubjectLine.OperatorOf(about, view) : null;
    }

    private static IReadOnlyList<AlertSubject> Remembered(Incident incident, IReadOnlyCollection<Entry> about)
    {
        var ids = about.Select(static one => one.Cluster?.ToString()).ToHashSet();
        return [.. incident.Subjects.Where(one => ids.Contains(one.Cluster))];
    }
}
