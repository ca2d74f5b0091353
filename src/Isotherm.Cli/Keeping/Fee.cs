using System.Numerics;

namespace Isotherm.Cli.Keeping;

/// <summary>What a transaction may cost.</summary>
internal abstract record Fee
{
    private Fee()
    {
    }

    /// <summary>It may be sent with at most this, wei per gas; <paramref name="Tip"/> is null on a chain without a base fee (EIP-1559).</summary>
    public sealed record Pay(BigInteger Most, BigInteger? Tip) : Fee;

    /// <summary>The ceiling is too low for the next block.</summary>
    /// <param name="Needed">Wei per gas that the next block may ask for.</param>
    public sealed record TooDear(BigInteger Needed) : Fee;

    /// <summary>
    /// Twice the base fee and the tip, but never above the ceiling. It must be enough for the next block whatever the present one
    /// holds: a base fee rises by at most an eighth (EIP-1559).
    /// </summary>
    /// <param name="baseFee">The head's, wei; null where the chain has none.</param>
    /// <param name="gasPrice">What the node suggests where there is no base fee.</param>
    /// <param name="tip">Wei per gas.</param>
    /// <param name="ceiling">Wei per gas.</param>
    public static Fee Of(BigInteger? baseFee, BigInteger gasPrice, BigInteger tip, BigInteger ceiling)
    {
        if (baseFee is not { } fee)
        {
            return gasPrice > ceiling ? new TooDear(gasPrice) : new Pay(gasPrice, null);
        }

        var needed = fee + ((fee + 7) / 8) + tip;
        return needed > ceiling ? new TooDear(needed) : new Pay(BigInteger.Min((2 * fee) + tip, ceiling), tip);
    }
}
