using Isotherm.Domain;

namespace Isotherm.Chains.Recorded;

/// <summary>A recording that was read whole and found good, and the places in it that playing needs.</summary>
/// <param name="Header">Its first line.</param>
/// <param name="First">Its first block.</param>
/// <param name="Last">Its last block.</param>
/// <param name="Start">Before the first block.</param>
/// <param name="AfterFirst">Behind the first block: where each further round begins.</param>
/// <param name="Common">The highest block that the reader holds too; null where there is none.</param>
/// <param name="AfterCommon">Behind that block.</param>
internal sealed record FeedSurvey(
    FeedHeader Header, BlockHeader First, BlockHeader Last, FeedPlace Start, FeedPlace AfterFirst, BlockRef? Common, FeedPlace? AfterCommon)
{
    /// <summary>Reads a recording whole: nothing is played of one that is wrong further down.</summary>
    /// <param name="cursor">The recording, from its beginning.</param>
    /// <param name="held">Blocks that the reader holds.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static async Task<(FeedSurvey? Survey, FeedProblem? Problem)> MakeAsync(FeedCursor cursor, IReadOnlyList<BlockRef> held, CancellationToken cancellation)
    {
        var (header, problem) = await cursor.HeaderAsync(cancellation).ConfigureAwait(false);
        if (header is null)
        {
            return (null, problem);
        }

        var (start, wanted) = (cursor.Place, held.ToHashSet());
        FeedSurvey? survey = null;
        while (true)
        {
            switch (await cursor.NextAsync(cancellation).ConfigureAwait(false))
            {
                case FeedRead.Bad bad:
                    return (null, bad.Problem);
                case FeedRead.Next { Block.Header: var block }:
                    survey = survey is null ? new FeedSurvey(header, block, block, start, cursor.Place, null, null) : survey with { Last = block };
                    if (wanted.Contains(block.Ref))
                    {
                        survey = survey with { Common = block.Ref, AfterCommon = cursor.Place };
                    }

                    break;
                default:
                    return (survey, null); // an end comes behind a block only
            }
        }
    }
}
