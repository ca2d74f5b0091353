namespace Isotherm.Storage.Encoding;

/// <summary>The byte that names a fact's kind on disk. Append only: a number is never given to another kind.</summary>
internal enum FactTag : byte
{
    ClassDefined = 1,
    RequirementSet = 2,
    DemandSet = 3,
    ClusterRegistered = 4,
    NodeAdded = 5,
    NodeRemoved = 6,
    NodeMoved = 7,
    CollateralSet = 8,
    CollateralChanged = 9,
    RewardsSet = 10,
    RewardsChanged = 11,
    Penalised = 12,
    ThresholdsSet = 13,
    GracePeriodSet = 14,
    ChangeScheduled = 15,
    ChangeApplied = 16,
    ChangeCancelled = 17,
    QueueEntered = 18,
    QueueLeft = 19,
    Liquidated = 20,
    PriceResumed = 21,
    AuditFailed = 40,
    AuditPassed = 41,
    AccrualRateSet = 22,
    AccrualIndexSet = 23,
    AccrualSharesSet = 24,
    AccrualSettled = 25,
}
