using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>Both feeds at the end of a block; null where a reading could not be had.</summary>
internal sealed record FeedPair(FeedReading? Token, FeedReading? Native);
