namespace Isotherm.Demo.Driving;

/// <summary>Who goes first in a block: higher pays more.</summary>
internal enum Rank
{
    Filler,
    Rewards,
    Penalties,
    Governance,
    Newcomer,
    Operator,
    Keeper,
    Oracle,
}
