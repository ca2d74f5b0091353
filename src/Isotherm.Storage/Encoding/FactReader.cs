using Isotherm.Domain;

namespace Isotherm.Storage.Encoding;

/// <summary>Reads what <see cref="FactWriter"/> wrote. Arguments are evaluated left to right, which is the order on disk.</summary>
internal static class FactReader
{
    public static Fact Read(BinaryReader from)
    {
        var tag = (FactTag)from.ReadByte();
        return tag switch
        {
            FactTag.ClassDefined => new Fact.ClassDefined(Class(from), from.ReadString()),
            FactTag.RequirementSet => new Fact.RequirementSet(Class(from), from.ReadInteger()),
            FactTag.DemandSet => new Fact.DemandSet(Class(from), from.ReadInteger()),
            FactTag.ClusterRegistered =>
                new Fact.ClusterRegistered(Cluster(from), from.ReadString(), Class(from), from.ReadString(), from.ReadString()),
            FactTag.NodeAdded => new Fact.NodeAdded(Node(from), Cluster(from), from.ReadInteger()),
            FactTag.NodeRemoved => new Fact.NodeRemoved(Node(from)),
            FactTag.NodeMoved => new Fact.NodeMoved(Node(from), Cluster(from)),
            FactTag.CollateralSet => new Fact.CollateralSet(Node(from), from.ReadInteger()),
            FactTag.CollateralChanged => new Fact.CollateralChanged(Node(from), from.ReadInteger()),
            FactTag.RewardsSet => new Fact.RewardsSet(Node(from), from.ReadInteger()),
            FactTag.RewardsChanged => new Fact.RewardsChanged(Node(from), from.ReadInteger()),
            FactTag.Penalised => new Fact.Penalised(Node(from), from.ReadInteger(), from.ReadInteger(), from.ReadString()),
            FactTag.ThresholdsSet => new Fact.ThresholdsSet(from.ReadInteger(), from.ReadInteger()),
            FactTag.GracePeriodSet => new Fact.GracePeriodSet(from.ReadInteger()),
            FactTag.ChangeScheduled => Scheduled(from),
            FactTag.ChangeApplied => new Fact.ChangeApplied(from.ReadInteger()),
            FactTag.ChangeCancelled => new Fact.ChangeCancelled(from.ReadInteger()),
            FactTag.QueueEntered => new Fact.QueueEntered(Cluster(from), from.ReadInteger(), from.ReadInteger()),
            FactTag.QueueLeft => new Fact.QueueLeft(Cluster(from)),
            FactTag.Liquidated => new Fact.Liquidated(Cluster(from), from.ReadString(), from.ReadInteger(), from.ReadInteger()),
            FactTag.PriceResumed => new Fact.PriceResumed(from.ReadInteger()),
            FactTag.AuditFailed => new Fact.AuditFailed(Cluster(from)),
            FactTag.AuditPassed => new Fact.AuditPassed(Cluster(from)),
            FactTag.AccrualRateSet => new Fact.AccrualRateSet(from.ReadInteger()),
            FactTag.AccrualIndexSet => new Fact.AccrualIndexSet(from.ReadInteger()),
            FactTag.AccrualSharesSet => new Fact.AccrualSharesSet(Node(from), from.ReadInteger()),
            FactTag.AccrualSettled => new Fact.AccrualSettled(Node(from)),
            _ => throw new InvalidDataException($"Fact tag {(byte)tag} is not known."),
        };
    }

    private static Fact.ChangeScheduled Scheduled(BinaryReader from) => new(
        from.ReadInteger(), (int)from.ReadInteger(), from.ReadInteger(), from.ReadInteger(), from.ReadInteger(), from.ReadInteger());

    private static ClassId Class(BinaryReader from) => new(from.ReadInteger());

    private static ClusterId Cluster(BinaryReader from) => new(from.ReadInteger());

    private static NodeId Node(BinaryReader from) => new(from.ReadInteger());
}
