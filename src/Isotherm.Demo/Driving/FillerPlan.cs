using System.Numerics;
using Isotherm.Demo.Chain;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>Fills the block with burned gas, so that EIP-1559 moves the next base fee towards the wanted one.</summary>
internal static class FillerPlan
{
    private const long Portion = 4_000_000;
    private const long Overhead = 25_000;
    private const int FullPercent = 95;

    /// <summary>The burns that make up for what the other calls leave.</summary>
    /// <param name="head">The block before the one that is filled.</param>
    /// <param name="wanted">The base fee, wei, wanted for the block after it.</param>
    /// <param name="others">Gas that the other calls likely use.</param>
    public static IEnumerable<PlannedCall> Make(HeadBlock head, BigInteger wanted, long others)
    {
        var baseFee = BaseFee.Next(head.BaseFee, head.GasUsed, head.GasLimit);
        var left = BaseFee.GasToReach(baseFee, wanted, head.GasLimit, head.GasLimit * FullPercent / 100) - others;
        while (left > 2 * Overhead)
        {
            var portion = Math.Min(left, Portion);
            left -= portion;
            yield return new PlannedCall(
                Account.GasBurner, Target.GasBurner, Abi.Burn.Encode(new BigInteger(portion - Overhead)), portion + (2 * Overhead), portion, Rank.Filler);
        }
    }
}
