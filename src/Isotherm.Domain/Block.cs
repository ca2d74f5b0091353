namespace Isotherm.Domain;

/// <summary>A verified block as the fold takes it: header and the price feeds as they stand at its end.</summary>
/// <param name="Header">The header.</param>
/// <param name="TokenPrice">The collateral token's feed at this block's hash; null when it could not be read or the network has none.</param>
/// <param name="NativePrice">The gas token's feed at this block's hash; null as above.</param>
public sealed record Block(BlockHeader Header, FeedReading? TokenPrice, FeedReading? NativePrice);
