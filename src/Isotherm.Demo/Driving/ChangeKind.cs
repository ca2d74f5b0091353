namespace Isotherm.Demo.Driving;

/// <summary>What can be announced, in the contract's numbering.</summary>
internal enum ChangeKind
{
    Demand,
    Requirement,
    Thresholds,
    GracePeriod,
}
