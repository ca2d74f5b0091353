namespace Isotherm.Server.Wire;

/// <summary>What a rule would have done over recorded blocks.</summary>
/// <param name="From">The first block judged.</param>
/// <param name="To">The last one.</param>
/// <param name="Blocks">How many.</param>
/// <param name="Firings">In the order in which they began, at most 1 000.</param>
/// <param name="FiringCount">All of them.</param>
/// <param name="MessageCount">Messages that each channel would have got.</param>
internal sealed record BackTestAnswer(
    BlockBody From, BlockBody To, int Blocks, IReadOnlyList<FiringBody> Firings, int FiringCount, int MessageCount);
