using System.Numerics;

namespace Isotherm.Domain;

/// <summary>One answer of a Chainlink-style feed (<c>latestRoundData</c>), unjudged.</summary>
/// <param name="Value">The answer, scaled by 10^<paramref name="Decimals"/>; may be zero or negative.</param>
/// <param name="Decimals">0–18, as the manifest says and the feed confirmed.</param>
/// <param name="UpdatedAt">Unix seconds of the answer; 0 when the feed never answered.</param>
/// <param name="Round">The feed's round id.</param>
public sealed record FeedReading(BigInteger Value, int Decimals, long UpdatedAt, BigInteger Round);
