using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.BackTest;

/// <summary>One time that a rule would have fired.</summary>
/// <param name="Cluster">Null for the network itself.</param>
/// <param name="IsBlind">It would have said that the ratio is unknown.</param>
/// <param name="From">The block at which it fires.</param>
/// <param name="FromTime">Its unix second.</param>
/// <param name="Ratio">Displayed ratio × 10¹⁸ there.</param>
/// <param name="ThresholdBps">What it was held against.</param>
/// <param name="To">The block at which it is over; null when it still held at the end.</param>
/// <param name="Seconds">How long, by block time, up to the last block where it still held.</param>
public sealed record Firing(
    ClusterId? Cluster, bool IsBlind, BlockRef From, long FromTime, BigInteger? Ratio, BigInteger? ThresholdBps, BlockRef? To, long Seconds);
