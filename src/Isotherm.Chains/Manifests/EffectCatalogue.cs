using Isotherm.Domain;
using static Isotherm.Chains.Manifests.ArgumentKind;

namespace Isotherm.Chains.Manifests;

/// <summary>Every effect that a manifest can name; docs/manifest.md and networks/manifest.schema.json list the same.</summary>
public static class EffectCatalogue
{
    /// <summary>All effects by name.</summary>
    public static IReadOnlyDictionary<string, EffectKind> ByName { get; } = new EffectKind[]
    {
        new("class.define", v => new Fact.ClassDefined(v.Class("class"), v.Text("name")), new("class", Id), new("name", Text)),
        new("requirement.set", v => new Fact.RequirementSet(v.Class("class"), v.Number("base")), new("class", Id), new("base", Number)),
        new("demand.set", v => new Fact.DemandSet(v.Class("class"), v.Number("demandBps")), new("class", Id), new("demandBps", Number)),
        new("cluster.register", v => new Fact.ClusterRegistered(v.Cluster("cluster"), v.Text("operator"), v.Class("class"), v.Text("name"), v.Text("region")), new("cluster", Id), new("operator", Address), new("class", Id), new("name", Text), new("region", Text)),
        new("cluster.liquidate", v => new Fact.Liquidated(v.Cluster("cluster"), v.Text("liquidator"), v.Number("seized"), v.Number("bounty")), new("cluster", Id), new("liquidator", Address), new("seized", Number), new("bounty", Number)),
        new("node.add", v => new Fact.NodeAdded(v.Node("node"), v.Cluster("cluster"), v.Number("gpus")), new("node", Id), new("cluster", Id), new("gpus", Number)),
        new("node.remove", v => new Fact.NodeRemoved(v.Node("node")), new EffectArgument("node", Id)),
        new("node.move", v => new Fact.NodeMoved(v.Node("node"), v.Cluster("cluster")), new("node", Id), new("cluster", Id)),
        new("node.penalise", v => new Fact.Penalised(v.Node("node"), v.Number("fromRewards"), v.Number("fromCollateral"), v.Text("reason")), new("node", Id), new("fromRewards", Number), new("fromCollateral", Number), new("reason", Text)),
        new("collateral.set", v => new Fact.CollateralSet(v.Node("node"), v.Number("amount")), new("node", Id), new("amount", Number)),
        new("collateral.add", v => new Fact.CollateralChanged(v.Node("node"), v.Number("amount")), new("node", Id), new("amount", Number)),
        new("collateral.subtract", v => new Fact.CollateralChanged(v.Node("node"), -v.Number("amount")), new("node", Id), new("amount", Number)),
        new("rewards.set", v => new Fact.RewardsSet(v.Node("node"), v.Number("amount")), new("node", Id), new("amount", Number)),
        new("rewards.add", v => new Fact.RewardsChanged(v.Node("node"), v.Number("amount")), new("node", Id), new("amount", Number)),
        new("rewards.subtract", v => new Fact.RewardsChanged(v.Node("node"), -v.Number("amount")), new("node", Id), new("amount", Number)),
        new("thresholds.set", v => new Fact.ThresholdsSet(v.Number("warningBps"), v.Number("criticalBps")), new("warningBps", Number), new("criticalBps", Number)),
        new("gracePeriod.set", v => new Fact.GracePeriodSet(v.Number("seconds")), new EffectArgument("seconds", Number)),
        new("change.schedule", v => new Fact.ChangeScheduled(v.Number("change"), v.Small("kind"), v.Number("subject"), v.Number("a"), v.Number("b"), v.Number("effectiveAt")), new("change", Id), new("kind", SmallNumber), new("subject", Id), new("a", Number), new("b", Number), new("effectiveAt", Number)),
        new("change.apply", v => new Fact.ChangeApplied(v.Number("change")), new EffectArgument("change", Id)),
        new("change.cancel", v => new Fact.ChangeCancelled(v.Number("change")), new EffectArgument("change", Id)),
        new("queue.enter", v => new Fact.QueueEntered(v.Cluster("cluster"), v.Number("flaggedAt"), v.Number("deadline")), new("cluster", Id), new("flaggedAt", Number), new("deadline", Number)),
        new("queue.leave", v => new Fact.QueueLeft(v.Cluster("cluster")), new EffectArgument("cluster", Id)),
        new("price.resume", v => new Fact.PriceResumed(v.Number("freshSince")), new EffectArgument("freshSince", Number)),
        new("accrual.rate", v => new Fact.AccrualRateSet(v.Number("rate")), new EffectArgument("rate", Number)),
        new("accrual.index", v => new Fact.AccrualIndexSet(v.Number("index")), new EffectArgument("index", Number)),
        new("accrual.shares", v => new Fact.AccrualSharesSet(v.Node("node"), v.Number("shares")), new("node", Id), new("shares", Number)),
        new("accrual.settle", v => new Fact.AccrualSettled(v.Node("node")), new EffectArgument("node", Id)),
    }.ToDictionary(e => e.Name);
}
