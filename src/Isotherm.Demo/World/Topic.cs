namespace Isotherm.Demo.World;

/// <summary>What a throw of the dice is for; each has its own independent sequence.</summary>
internal enum Topic
{
    FastPrice,
    SlowPrice,
    NativePrice,
    CrashDepth,
    DriftEnd,
    FeedSkip,
    GasLevel,
    GasSpike,
    Demand,
    Announcement,
    Reward,
    Penalty,
    PenaltyTarget,
    Temperament,
    TargetRatio,
    Reaction,
    ClusterClass,
    ClusterRegion,
    ClusterOperator,
    NodeCount,
    NodeGpus,
    OpeningRatio,
    NewNode,
    OwnerAddress,
    Newcomer,
    StakeMove,
    CoStake,
}
