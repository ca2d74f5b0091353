namespace Isotherm.Demo.Driving;

/// <summary>The queue state, in the contract's numbering.</summary>
internal enum QueuePlace
{
    None,
    Grace,
    Due,
    Blocked,
    Recovered,
    Liquidated,
}
