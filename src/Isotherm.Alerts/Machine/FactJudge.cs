using System.Globalization;
using System.Numerics;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>Rules about what the block's facts say: parameters, penalties, the self-audit, the price feed.</summary>
internal static class FactJudge
{
    internal static void Judge(BlockJudge judge, RuleRun run, Market? before)
    {
        switch (run.Rule.Kind)
        {
            case RuleKind.ProtocolChange change:
                foreach (var fact in judge.View.Facts)
                {
                    if (Told(fact, before, judge.View.Market) is { } news && change.Topics.HasFlag(news.Topic) && IsInScope(run, news.Class))
                        judge.Happen(run, null, news.What, news.Text);
                }

                break;
            case RuleKind.Penalty:
                foreach (var fact in judge.View.Facts)
                {
                    if (fact is Fact.Penalised penalty)
                        Penalised(judge, run, penalty);
                }

                break;
            case RuleKind.AuditMismatch:
                Audited(judge, run);
                break;
            case RuleKind.PriceStale:
                Price(judge, run);
                break;
        }
    }

    private static bool IsInScope(RuleRun run, ClassId? cls) => cls is null || run.Rule.Scope is not RuleScope.GpuClass scope || scope.Class == cls;

    private static (ProtocolTopics Topic, ClassId? Class, string What, string Text)? Told(Fact fact, Market? before, Market market)
    {
        switch (fact)
        {
            case Fact.ThresholdsSet set:
                return (ProtocolTopics.Thresholds, null, $"{set}", $"Thresholds are now {RuleWords.Bps(set.WarningBps)} (warning) and {RuleWords.Bps(set.CriticalBps)} (critical){Was(before is null ? null : $"{RuleWords.Bps(before.WarningBps)} and {RuleWords.Bps(before.CriticalBps)}")}.");
            case Fact.GracePeriodSet set:
                return (ProtocolTopics.GracePeriod, null, $"{set}", $"The grace period of new flags is now {set.Seconds} s{Was(before is null ? null : $"{before.GracePeriod} s")}.");
            case Fact.RequirementSet set:
                return (ProtocolTopics.Requirement, set.Class, $"{set}", $"The base requirement of {NameOf(market, set.Class)} is now {Amounts.Requirement(set.Base, market)}{Was(Find(before, set.Class)?.Base is { } old ? Amounts.Requirement(old, market) : null)}.");
            case Fact.DemandSet set:
                return (ProtocolTopics.Demand, set.Class, $"{set}", $"Demand for {NameOf(market, set.Class)} is now {RuleWords.Bps(set.DemandBps)}×{Was(Find(before, set.Class)?.DemandBps is { } was ? $"{RuleWords.Bps(was)}×" : null)}.");
            case Fact.ChangeScheduled scheduled:
                return Announced(new(scheduled.Change, scheduled.Kind, scheduled.Subject, scheduled.A, scheduled.B, scheduled.EffectiveAt), "Announced", market, $"{scheduled}");
            case Fact.ChangeCancelled cancelled when before?.Scheduled.FirstOrDefault(one => one.Id == cancelled.Change) is { } change:
                return Announced(change, "Called off", market, $"{cancelled}");
            default:
                return null;
        }
    }

    private static (ProtocolTopics Topic, ClassId? Class, string What, string Text)? Announced(ScheduledChange change, string verb, Market market, string what)
    {
        var from = change.EffectiveAt >= 0 && change.EffectiveAt < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds((long)change.EffectiveAt).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
            : $"second {change.EffectiveAt}";
        ClassId cls = new(change.Subject);
        return change.Kind switch
        {
            0 => (ProtocolTopics.Demand, cls, what, $"{verb}: demand for {NameOf(market, cls)} {RuleWords.Bps(change.A)}× from {from}."),
            1 => (ProtocolTopics.Requirement, cls, what, $"{verb}: base requirement of {NameOf(market, cls)} {Amounts.Requirement(change.A, market)} from {from}."),
            2 => (ProtocolTopics.Thresholds, null, what, $"{verb}: thresholds {RuleWords.Bps(change.A)} (warning) and {RuleWords.Bps(change.B)} (critical) from {from}."),
            3 => (ProtocolTopics.GracePeriod, null, what, $"{verb}: grace period {change.A} s from {from}."),
            _ => null,
        };
    }

    private static string Was(string? before) => before is null ? "" : $", before {before}";

    private static GpuClass? Find(Market? market, ClassId cls) => market?.Classes.FirstOrDefault(one => one.Id == cls);

    private static string NameOf(Market market, ClassId cls) => Find(market, cls)?.Name ?? $"class {cls}";

    private static void Penalised(BlockJudge judge, RuleRun run, Fact.Penalised penalty)
    {
        var cluster = judge.View.ClusterOf(penalty.Node);
        var row = cluster is { } id ? judge.View.RowOf(id) : null;
        // A node of no known cluster concerns those who asked for the whole network.
        if (row is { } known ? !run.Covers(known) : run.Rule.Scope is not RuleScope.Network)
            return;
        var rules = judge.View.Market.Rules;
        BigInteger all = penalty.FromRewards + penalty.FromCollateral;
        judge.Happen(
            run,
            row is null ? null : cluster,
            $"{penalty}",
            $"Node {penalty.Node} was penalised {Amounts.Token(all, rules.TokenDecimals)} {rules.TokenSymbol}{(penalty.Reason.Length == 0 ? "" : $": {penalty.Reason}")}.");
    }

    private static void Audited(BlockJudge judge, RuleRun run)
    {
        HashSet<int> rows = [.. run.Seeds];
        foreach (var fact in judge.View.Facts)
        {
            if ((fact is Fact.AuditFailed failed ? judge.View.RowOf(failed.Cluster) : fact is Fact.AuditPassed passed ? judge.View.RowOf(passed.Cluster) : null) is { } row
                && run.Covers(row))
                rows.Add(row);
        }

        foreach (var entry in run.Entries.Values)
        {
            if (entry.Judged is not null && judge.View.RowOf(entry.Key.Cluster!.Value) is { } row)
                rows.Add(row);
        }

        foreach (var row in rows.Order())
            judge.Move(run, row, judge.View.TermsAt(row).IsDisputed ? Signal.Enter : Signal.Leave, null);
    }

    private static void Price(BlockJudge judge, RuleRun run)
    {
        var market = judge.View.Market;
        var matters = market.Rules.Requirement == RequirementUnit.Usd || market.Rules.Gas == GasModel.Modelled;
        var verdict = FeedVerdicts.OfToken(market);
        judge.MoveNetwork(run, matters && verdict != FeedVerdict.Valid ? Signal.Enter : Signal.Leave, Causes.OfFeed(market));
    }
}
