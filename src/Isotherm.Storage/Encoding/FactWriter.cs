using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Storage.Encoding;

/// <summary>Writes one fact: its tag, then its fields in the record's order.</summary>
internal static class FactWriter
{
    public static void Write(BinaryWriter to, Fact fact)
    {
        switch (fact)
        {
            case Fact.ClassDefined f: Put(to, FactTag.ClassDefined, f.Class.Value); to.Write(f.Name); break;
            case Fact.RequirementSet f: Put(to, FactTag.RequirementSet, f.Class.Value, f.Base); break;
            case Fact.DemandSet f: Put(to, FactTag.DemandSet, f.Class.Value, f.DemandBps); break;
            case Fact.ClusterRegistered f: Put(to, f); break;
            case Fact.NodeAdded f: Put(to, FactTag.NodeAdded, f.Node.Value, f.Cluster.Value, f.Gpus); break;
            case Fact.NodeRemoved f: Put(to, FactTag.NodeRemoved, f.Node.Value); break;
            case Fact.NodeMoved f: Put(to, FactTag.NodeMoved, f.Node.Value, f.To.Value); break;
            case Fact.CollateralSet f: Put(to, FactTag.CollateralSet, f.Node.Value, f.Collateral); break;
            case Fact.CollateralChanged f: Put(to, FactTag.CollateralChanged, f.Node.Value, f.Delta); break;
            case Fact.RewardsSet f: Put(to, FactTag.RewardsSet, f.Node.Value, f.Rewards); break;
            case Fact.RewardsChanged f: Put(to, FactTag.RewardsChanged, f.Node.Value, f.Delta); break;
            case Fact.Penalised f: Put(to, FactTag.Penalised, f.Node.Value, f.FromRewards, f.FromCollateral); to.Write(f.Reason); break;
            case Fact.ThresholdsSet f: Put(to, FactTag.ThresholdsSet, f.WarningBps, f.CriticalBps); break;
            case Fact.GracePeriodSet f: Put(to, FactTag.GracePeriodSet, f.Seconds); break;
            case Fact.ChangeScheduled f: Put(to, FactTag.ChangeScheduled, f.Change, f.Kind, f.Subject, f.A, f.B, f.EffectiveAt); break;
            case Fact.ChangeApplied f: Put(to, FactTag.ChangeApplied, f.Change); break;
            case Fact.ChangeCancelled f: Put(to, FactTag.ChangeCancelled, f.Change); break;
            case Fact.QueueEntered f: Put(to, FactTag.QueueEntered, f.Cluster.Value, f.FlaggedAt, f.Deadline); break;
            case Fact.QueueLeft f: Put(to, FactTag.QueueLeft, f.Cluster.Value); break;
            case Fact.Liquidated f: Put(to, f); break;
            case Fact.PriceResumed f: Put(to, FactTag.PriceResumed, f.FreshSince); break;
            case Fact.AuditFailed f: Put(to, FactTag.AuditFailed, f.Cluster.Value); break;
            case Fact.AuditPassed f: Put(to, FactTag.AuditPassed, f.Cluster.Value); break;
            case Fact.AccrualRateSet f: Put(to, FactTag.AccrualRateSet, f.Rate); break;
            case Fact.AccrualIndexSet f: Put(to, FactTag.AccrualIndexSet, f.Index); break;
            case Fact.AccrualSharesSet f: Put(to, FactTag.AccrualSharesSet, f.Node.Value, f.Shares); break;
            case Fact.AccrualSettled f: Put(to, FactTag.AccrualSettled, f.Node.Value); break;
            default: throw new InvalidOperationException($"No encoding for facts of type {fact.GetType().Name}.");
        }
    }

    private static void Put(BinaryWriter to, FactTag tag, params ReadOnlySpan<BigInteger> values)
    {
        to.Write((byte)tag);
        foreach (var value in values)
            to.WriteInteger(value);
    }

    private static void Put(BinaryWriter to, Fact.ClusterRegistered fact)
    {
        Put(to, FactTag.ClusterRegistered, fact.Cluster.Value);
        to.Write(fact.Operator);
        to.WriteInteger(fact.Class.Value);
        to.Write(fact.Name);
        to.Write(fact.Region);
    }

    private static void Put(BinaryWriter to, Fact.Liquidated fact)
    {
        Put(to, FactTag.Liquidated, fact.Cluster.Value);
        to.Write(fact.Liquidator);
        to.WriteInteger(fact.Seized);
        to.WriteInteger(fact.Bounty);
    }
}
