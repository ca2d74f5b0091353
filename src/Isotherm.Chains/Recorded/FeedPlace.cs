using Isotherm.Domain;

namespace Isotherm.Chains.Recorded;

/// <summary>A place between two lines of a recording.</summary>
/// <param name="Offset">Bytes before it.</param>
/// <param name="Line">Lines before it.</param>
/// <param name="Parent">The block before it; null before the first.</param>
internal sealed record FeedPlace(long Offset, int Line, BlockHeader? Parent);
