using System.Numerics;

namespace Isotherm.Demo.Driving;

/// <summary>A living cluster as the contract's views showed it.</summary>
/// <param name="Operator">The operator's number; negative for someone who is not the demo's.</param>
/// <param name="Requirement">gpus · base · demandBps, USD × 10^-12.</param>
/// <param name="RatioE18">Settlement ratio with 18 decimals; null without a usable price.</param>
/// <param name="FlaggedAt">Unix seconds; 0 when not queued.</param>
internal sealed record ClusterView(
    long Id,
    string Name,
    int Operator,
    int ClassId,
    IReadOnlyList<NodeView> Nodes,
    BigInteger Requirement,
    BigInteger? RatioE18,
    QueuePlace Queue,
    long FlaggedAt)
{
    public bool IsQueued => Queue is not (QueuePlace.None or QueuePlace.Liquidated);

    public long Gpus => Nodes.Sum(n => (long)n.Gpus);
}
