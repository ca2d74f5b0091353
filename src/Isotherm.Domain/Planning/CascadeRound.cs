using System.Numerics;

namespace Isotherm.Domain.Planning;

/// <summary>What falls at one price of a cascade, and where its sale takes the price.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Price">Feed units at which these fall; null where price has no part in it.</param>
/// <param name="PriceAfter">Feed units after the sale; null likewise.</param>
/// <param name="Fell">What falls in this round.</param>
public sealed record CascadeRound(int Round, BigInteger? Price, BigInteger? PriceAfter, Fall Fell);
