namespace Isotherm.Chains.Manifests;

/// <summary>A Chainlink-style price feed.</summary>
/// <param name="Address">Answers <c>latestRoundData()</c> and <c>decimals()</c>; lower-case 0x-hex.</param>
/// <param name="Decimals">0–18; a feed that answers another number is refused.</param>
/// <param name="Read">How it is read at the head.</param>
/// <param name="EventAddress">What emits <c>AnswerUpdated</c>: the aggregator behind a proxy, else <paramref name="Address"/>.</param>
public sealed record FeedSpec(string Address, int Decimals, FeedRead Read, string EventAddress);
