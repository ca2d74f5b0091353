using Isotherm.Domain;
using Isotherm.Storage;

namespace Isotherm.Server.Api;

/// <summary>What calls that page through transitions are asked by.</summary>
internal static class TransitionParameters
{
    /// <summary>Reads <c>after</c>, <c>limit</c> and <c>cluster</c>.</summary>
    /// <param name="after">The last page's <c>next</c>; null for the newest.</param>
    /// <param name="limit">1 – <paramref name="max"/>; null gives <paramref name="otherwise"/>.</param>
    /// <param name="cluster">Only this one's; null for all.</param>
    /// <param name="otherwise">Rows of a page when nothing is said.</param>
    /// <param name="max">The largest page.</param>
    /// <param name="query">What was asked; the newest page when it was refused.</param>
    /// <returns>The refusal; null for none.</returns>
    public static ProblemResult? Read(
        string? after, string? limit, string? cluster, int otherwise, int max, out TransitionQuery query)
    {
        query = new TransitionQuery(null, otherwise, null);
        TransitionCursor? cursor = null;
        if (after is not null)
        {
            if (!TransitionCursor.TryParse(after, out var parsed))
                return Problems.InvalidParameter("after", after, "the next member of an earlier answer");
            cursor = parsed;
        }

        if (!Parameters.TryLimit(limit, otherwise, max, out var rows))
            return Problems.InvalidParameter("limit", limit ?? "", $"a whole number from 1 to {max}");
        ClusterId? only = null;
        if (cluster is not null)
        {
            if (!Parameters.TryId(cluster, out var id))
                return Problems.InvalidParameter("cluster", cluster, "a decimal integer from 0 to 2^256-1");
            only = new ClusterId(id);
        }

        query = new TransitionQuery(cursor, rows, only);
        return null;
    }
}
