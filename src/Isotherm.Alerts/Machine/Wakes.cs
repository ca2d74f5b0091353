using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>When a clock has something to do.</summary>
internal static class Wakes
{
    internal static DateTimeOffset? Next(EpisodeTable table, IReadOnlyList<RuleRun> runs, IReadOnlyList<Snooze> snoozes, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        void At(DateTimeOffset time) => next = next is { } known && known <= time ? known : time;
        foreach (var alertId in table.Waiting)
            At(DateTimeOffset.FromUnixTimeMilliseconds(table.Incident(alertId)!.DueAt));
        foreach (var snooze in snoozes)
        {
            if (snooze.Until is { } until && until > now)
                At(until);
        }

        foreach (var run in runs)
        {
            if (run.Rule.Kind is RuleKind.Digest digest)
                At(Digests.NextAt(digest, Digests.SlotAt(digest, now.ToUnixTimeSeconds())));
        }

        return next;
    }
}
