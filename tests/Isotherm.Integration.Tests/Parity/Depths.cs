namespace Isotherm.Integration.Tests.Parity;

/// <summary>How deep a history's reorganisations are, one after the other: 1 to 32 blocks.</summary>
internal sealed class Depths(int reorganiseEvery)
{
    private static readonly int[] InOrder = [1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 16, 31, 1, 1, 2, 3, 4, 6, 8, 11, 14, 32];

    private int _reorganisations;

    /// <summary>The depth of the one before this block; 0 for none.</summary>
    public int Before(int block) => block % reorganiseEvery == reorganiseEvery - 1 ? InOrder[_reorganisations++ % InOrder.Length] : 0;
}
