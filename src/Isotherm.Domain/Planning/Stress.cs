using System.Numerics;

namespace Isotherm.Domain.Planning;

/// <summary>What is supposed to happen to a whole network at once (spec 8.3). Changes are whole per cent, <see cref="Least"/> to <see cref="Most"/>.</summary>
/// <param name="Price">Of the token's price.</param>
/// <param name="Demand">Of every class's demand multiplier.</param>
/// <param name="Gas">Of the base fee.</param>
/// <param name="Requirement">Of every class's base requirement.</param>
/// <param name="Depth">Token base units whose sale halves the price, positive; null where what falls is not sold.</param>
public sealed record Stress(int Price, int Demand, int Gas, int Requirement, BigInteger? Depth)
{
    /// <summary>The greatest fall.</summary>
    public const int Least = -99;

    /// <summary>The greatest rise.</summary>
    public const int Most = 900;

    /// <summary>Nothing is supposed.</summary>
    public static Stress None { get; } = new(0, 0, 0, 0, null);
}
