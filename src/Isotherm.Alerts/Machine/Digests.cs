using System.Globalization;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>All is well, or what is not, every so often: silence is ambiguous (spec 6.6).</summary>
internal static class Digests
{
    internal static IEnumerable<AlertMessage> Tell(EpisodeTable table, IReadOnlyList<RuleRun> runs, TellerState state)
    {
        List<AlertMessage> messages = [];
        foreach (var run in runs)
        {
            if (run.Rule.Kind is not RuleKind.Digest digest)
                continue;
            var entry = table.Open(EntryKey.Of(run, null), run);
            var slot = SlotAt(digest, state.Now.ToUnixTimeSeconds());
            if (entry.Told is { } told && told.Slot >= slot)
                continue;
            // The first time only begins the count.
            if (entry.Told is not null)
                messages.Add(Compose(table, run, state, slot));
            table.Tell(entry, new Member { Slot = slot });
            table.Touched.Remove(entry);
        }

        return messages;
    }

    /// <summary>Number of the period that a unix second lies in.</summary>
    internal static long SlotAt(RuleKind.Digest digest, long seconds) =>
        (long)Math.Floor((seconds - (digest.AtMinute * 60.0)) / (digest.EveryHours * 3_600.0));

    /// <summary>When the next period begins.</summary>
    internal static DateTimeOffset NextAt(RuleKind.Digest digest, long slot) =>
        DateTimeOffset.FromUnixTimeSeconds(((slot + 1) * digest.EveryHours * 3_600) + (digest.AtMinute * 60));

    private static AlertMessage Compose(EpisodeTable table, RuleRun run, TellerState state, long slot)
    {
        var view = state.View!;
        var market = view.Market;
        Span<int> counts = stackalloc int[6];
        var zones = view.Zones;
        for (var row = 0; row < zones.Length; row++)
        {
            if (run.Rule.Scope is RuleScope.Network || run.Rule.Scope.Covers(view.TermsAt(row)))
                counts[(int)zones[row]]++;
        }

        var open = table.Incidents.Count(incident => !incident.IsClosed && state.RunOf(incident.Rule)?.Rule.Owner == run.Rule.Owner);
        var firstWords = open == 0 ? "All is well: no alert is open" : open == 1 ? "One alert is open" : string.Create(CultureInfo.InvariantCulture, $"{open} alerts are open");
        return new()
        {
            AlertId = Identity.AlertId(state.Context.Network, run.Rule.Id, "digest", slot.ToString(CultureInfo.InvariantCulture), new(0, "")),
            Transition = 1,
            Kind = MessageKind.Digest,
            Severity = AlertSeverity.Info,
            Network = state.Context.Network,
            NetworkName = state.Context.NetworkName,
            TokenSymbol = state.Context.TokenSymbol,
            TokenDecimals = state.Context.TokenDecimals,
            Rule = run.Rule.Id,
            RuleName = run.Rule.Name,
            Headline = $"{firstWords}. Clusters: {counts[0]} green, {counts[1]} yellow, {counts[2]} red, {counts[3]} unknown, {counts[4]} exempt, {counts[5]} liquidated.",
            Block = market.Block.Ref,
            BlockTimestamp = market.Block.Timestamp,
            Subjects = [],
            SubjectCount = 0,
            Owner = run.Rule.Owner,
            Channels = run.Rule.Channels,
            Label = Composer.LabelOf(state),
        };
    }
}
