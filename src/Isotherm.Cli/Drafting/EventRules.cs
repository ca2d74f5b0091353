using static Isotherm.Cli.Drafting.Vocabulary;

namespace Isotherm.Cli.Drafting;

/// <summary>What an event's name is taken to mean: the first rule whose words it speaks drafts its effects.</summary>
internal static class EventRules
{
    private static readonly (Func<EventDraft, bool> Speaks, Action<EventDraft> Draft)[] InOrder =
    [
        (e => e.Speaks(Change, Schedule), e => e.By(Change, Schedule).Effect("change.schedule").Take("change", Change).Take("kind", Exactly("kind"))
            .Take("subject", Exactly("subject")).Take("a", Exactly("a")).Take("b", Exactly("b")).Take("effectiveAt", EffectiveAt)),
        (e => e.Speaks(Change, Apply), e => e.By(Change, Apply).Effect("change.apply").Take("change", Change)),
        (e => e.Speaks(Change, Cancel), e => e.By(Change, Cancel).Effect("change.cancel").Take("change", Change)),
        (e => e.Speaks(Price, Resume), e => e.By(Price, Resume).Effect("price.resume").Take("freshSince", FreshSince)),
        (e => e.Speaks(Threshold), e => e.By(Threshold).Effect("thresholds.set").Take("warningBps", Warning).Take("criticalBps", Critical)),
        (e => e.Speaks(Grace), e => e.By(Grace).Effect("gracePeriod.set").Take("seconds", Seconds)),
        (e => e.Speaks(Requirement, Set), e => e.By(Requirement, Set).Effect("requirement.set").Take("class", Class).Take("base", Base)),
        (e => e.Speaks(Demand, Set), e => e.By(Demand, Set).Effect("demand.set").Take("class", Class).Take("demandBps", Factor)),
        (e => e.Speaks(Penalty), AmountRules.Penalty),
        (e => e.Speaks(Liquidate), e => e.By(Liquidate).Effect("cluster.liquidate").Take("cluster", Cluster)
            .TakeOr("liquidator", Liquidator, Nobody).TakeOr("seized", Seized, 0).TakeOr("bounty", Bounty, 0)),
        (e => e.Speaks(Enter) && !e.Speaks(Collateral), e => e.By(Enter).Effect("queue.enter").Take("cluster", Cluster).Take("flaggedAt", FlaggedAt).Take("deadline", Deadline)),
        (e => e.Speaks(Leave), e => e.By(Leave).Effect("queue.leave").Take("cluster", Cluster)),
        (e => e.Speaks(Class, Begin), e => e.By(Class, Begin).Effect("class.define").Take("class", Class).Take("name", Name)),
        (e => e.Speaks(Cluster, Begin) && !e.Speaks(Node), e => e.By(Cluster, Begin).Effect("cluster.register").Take("cluster", Cluster)
            .TakeOr("operator", Operator, Nobody).TakeOr("class", Class, 0).TakeOr("name", Name, "").TakeOr("region", Region, "")),
        (e => e.Speaks(Node, Move), e => e.By(Node, Move).Effect("node.move").Take("node", Node).Take("cluster", Cluster, prefer: To)),
        (e => e.Speaks(Node, End), e => e.By(Node, End).Effect("node.remove").Take("node", Node)),
        (e => e.Speaks(Node, Begin), e => e.By(Node, Begin).Effect("node.add").Take("node", Node).Take("cluster", Cluster).TakeOr("gpus", Gpus, 1)),
        (e => e.Speaks(Request) && (e.Speaks(Collateral) || e.Speaks(Reward)), e => e.Lacks("it is a request: whether the amount counts until it is carried out is yours to say")),
        (e => e.Speaks(Reward), e => AmountRules.Balance(e, Reward, "rewards")),
        (e => e.Speaks(Collateral), e => AmountRules.Balance(e, Collateral, "collateral")),
    ];

    private static string Nobody => "0x0000000000000000000000000000000000000000";

    /// <summary>Adds the effects of the first rule that applies.</summary>
    /// <returns>False when none does.</returns>
    public static bool TryDraft(EventDraft draft)
    {
        foreach (var (speaks, effects) in InOrder)
        {
            if (speaks(draft))
            {
                effects(draft);
                return true;
            }
        }

        return false;
    }

    private static Term Exactly(string word) => new(word, "");
}
