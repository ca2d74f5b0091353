using System.Numerics;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Seeded choices.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public bool Percent(int chance) => _random.Next(100) < chance;

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>Tokens with all 18 decimals in use.</summary>
    public BigInteger Wei(int lowTokens, int highTokens) =>
        (new BigInteger(Between(lowTokens, highTokens)) * BigInteger.Pow(10, 18)) + _random.NextInt64(0, 1_000_000_000_000_000_000);
}
