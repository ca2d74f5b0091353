using System.Numerics;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>A network's rules in force, and how they stand to each other.</summary>
internal sealed class RuleRuns
{
    private readonly Dictionary<string, RuleRun> _byId = new(StringComparer.Ordinal);
    private BigInteger? _rankedUnder;

    internal RuleRuns(RuleBook book, string network)
    {
        foreach (var rule in book.Rules)
        {
            if (rule.Enabled && rule.Network == network)
                _byId[rule.Id] = new(rule, _byId.Count);
        }

        All = [.. _byId.Values.OrderBy(static run => run.Order)];
        foreach (var run in All.Where(static run => run.WatchesRatios))
            run.Elders = [.. All.Where(other => other.Order < run.Order && other.WatchesRatios && SpeaksTo(other, run))];
        Lookback = All.Select(static run => run.Rule.Kind is RuleKind.Drift drift ? drift.WithinBlocks : 1).Append(1).Max();
    }

    internal IReadOnlyList<RuleRun> All { get; }

    internal int Lookback { get; }

    internal RuleRun? ById(string rule) => _byId.GetValueOrDefault(rule);

    /// <summary>The rule of an entry, while it is of the kind that it was.</summary>
    internal RuleRun? Of(EntryKey key) => _byId.TryGetValue(key.Rule, out var run) && run.Tag == key.Tag ? run : null;

    /// <summary>Who holds back whom; it depends on what the network calls red.</summary>
    internal void RankUnder(BigInteger criticalBps)
    {
        if (_rankedUnder == criticalBps)
            return;
        _rankedUnder = criticalBps;
        foreach (var run in All)
        {
            var rank = Severities.RankOf(run.Rule.Kind, criticalBps);
            run.Seniors = rank == 0 ? []
                : [.. All.Where(other => Severities.RankOf(other.Rule.Kind, criticalBps) > rank && SpeaksTo(other, run))];
        }
    }

    internal void Forget()
    {
        foreach (var run in All)
            run.Forget();
    }

    /// <summary>Whoever hears of the one hears of the other.</summary>
    private static bool SpeaksTo(RuleRun speaker, RuleRun listener) =>
        speaker.Rule.Owner == listener.Rule.Owner && listener.Rule.Channels.All(channel => speaker.Rule.Channels.Contains(channel, StringComparer.Ordinal));
}
