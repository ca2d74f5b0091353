using System.Numerics;

namespace Isotherm.Demo.World;

/// <summary>The base fee as EIP-1559 moves it, and the gas that moves it where it is wanted.</summary>
internal static class BaseFee
{
    private const int ElasticityMultiplier = 2;
    private const int MaxChangeDenominator = 8;

    /// <summary>The base fee of the block after one, exactly (EIP-1559, "Specification"); wei.</summary>
    public static BigInteger Next(BigInteger baseFee, long gasUsed, long gasLimit)
    {
        var target = gasLimit / ElasticityMultiplier;
        if (gasUsed == target)
        {
            return baseFee;
        }

        if (gasUsed > target)
        {
            var rise = baseFee * (gasUsed - target) / target / MaxChangeDenominator;
            return baseFee + BigInteger.Max(rise, BigInteger.One);
        }

        return baseFee - (baseFee * (target - gasUsed) / target / MaxChangeDenominator);
    }

    /// <summary>The gas that a block at <paramref name="baseFee"/> must use so that the block after it comes nearest to <paramref name="wanted"/>.</summary>
    /// <returns>Gas in [0, most].</returns>
    public static long GasToReach(BigInteger baseFee, BigInteger wanted, long gasLimit, long most)
    {
        if (baseFee.IsZero)
        {
            return most;
        }

        var target = gasLimit / ElasticityMultiplier;
        var gas = target + ((wanted - baseFee) * target * MaxChangeDenominator / baseFee);
        return (long)BigInteger.Clamp(gas, BigInteger.Zero, most);
    }
}
