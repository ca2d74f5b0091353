using System.Numerics;

namespace Isotherm.Integration.Tests.Surfaces;

/// <summary>A cluster whose assets lie on a threshold at one of the prices, or one base unit to either side of it.</summary>
/// <param name="ThresholdBps">The threshold.</param>
/// <param name="IsDisplayed">On the ratio with gas, which decides the zone; else on the settlement ratio, which decides the queue.</param>
/// <param name="PriceAt">The price at which it lies there, USD × 10⁸.</param>
/// <param name="OffsetWei">−1, 0 or 1.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="GpusPerNode">GPUs of each.</param>
internal sealed record EdgeCluster(int ThresholdBps, bool IsDisplayed, BigInteger PriceAt, int OffsetWei, int Nodes, int GpusPerNode)
{
    /// <summary>Tells it from the others, for a message.</summary>
    public string Name => $"{(IsDisplayed ? "shown" : "settled")}-{ThresholdBps}-{PriceAt}-{OffsetWei switch { < 0 => "below", 0 => "at", _ => "above" }}";

    /// <summary>Token base units: θ · requirement ÷ price, which must come out even, and the gas on top where the threshold is the displayed one's.</summary>
    /// <param name="baseUsd">Of one GPU, USD × 10⁸.</param>
    /// <param name="gasPerNode">At <see cref="PriceAt"/>, token base units.</param>
    public BigInteger AssetsWei(BigInteger baseUsd, BigInteger gasPerNode)
    {
        // USD × 10⁸ · basis points × 10⁴ · 10¹⁸ base units a token ÷ (USD × 10⁸ a token)
        var scaled = ThresholdBps * baseUsd * Nodes * GpusPerNode * BigInteger.Pow(10, 14);
        var threshold = BigInteger.DivRem(scaled, PriceAt, out var rest);
        Assert.Equal(BigInteger.Zero, rest);
        return threshold + (IsDisplayed ? gasPerNode * Nodes : 0) + OffsetWei;
    }

    /// <summary>The zone that the placing is meant to give at <see cref="PriceAt"/>.</summary>
    public string ZoneThere(int warningBps) => (ThresholdBps == warningBps, IsDisplayed, OffsetWei) switch
    {
        (true, true, > 0) => "green",
        (true, _, _) => "yellow",
        (false, true, >= 0) => "yellow",
        (false, _, _) => "red",
    };

    /// <summary>Whether it may be flagged there.</summary>
    public bool IsFlaggableThere(int warningBps) => ThresholdBps != warningBps && !IsDisplayed && OffsetWei < 0;
}
