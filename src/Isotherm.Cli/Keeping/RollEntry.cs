using System.Numerics;

namespace Isotherm.Cli.Keeping;

/// <summary>A cluster as the contract's events tell it.</summary>
/// <param name="Name">Its printed name.</param>
/// <param name="Deadline">Unix second; null while it is not in the queue.</param>
/// <param name="Seized">What a liquidation took, token base units; null before.</param>
/// <param name="Bounty">What the liquidator got of it.</param>
internal sealed record RollEntry(string Name, BigInteger? Deadline = null, BigInteger? Seized = null, BigInteger? Bounty = null)
{
    public bool IsQueued => Deadline is not null && !IsLiquidated;

    public bool IsLiquidated => Seized is not null;
}
