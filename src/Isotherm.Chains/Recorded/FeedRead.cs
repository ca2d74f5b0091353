using Isotherm.Domain;

namespace Isotherm.Chains.Recorded;

/// <summary>What reading on in a recording gave.</summary>
internal abstract record FeedRead
{
    private FeedRead()
    {
    }

    /// <summary>A block with its facts; what the schedule adds is among them.</summary>
    internal sealed record Next(Block Block, IReadOnlyList<Fact> Facts) : FeedRead;

    /// <summary>The recording is over.</summary>
    internal sealed record End : FeedRead;

    /// <summary>It cannot be read on.</summary>
    internal sealed record Bad(FeedProblem Problem) : FeedRead;
}
