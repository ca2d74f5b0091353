using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Following;

/// <summary>Deals the logs of a range out to its blocks.</summary>
internal static class LogsByBlock
{
    /// <summary>Each block's logs in index order; null where a log is of no block of the range.</summary>
    /// <param name="headers">Consecutive heights, at least one.</param>
    /// <param name="all">In any order.</param>
    public static IReadOnlyList<EvmLog>[]? Split(IReadOnlyList<EvmHeader> headers, List<EvmLog> all)
    {
        if (!IsOrdered(all))
        {
            all = [.. all.OrderBy(l => l.BlockNumber).ThenBy(l => l.Index)];
        }

        if (all.Count > 0 && (all[0].BlockNumber < headers[0].Number || all[^1].BlockNumber > headers[^1].Number))
        {
            return null;
        }

        var logs = new IReadOnlyList<EvmLog>[headers.Count];
        var from = 0;
        for (var i = 0; i < logs.Length; i++)
        {
            var to = from;
            while (to < all.Count && all[to].BlockNumber == headers[i].Number)
            {
                to++;
            }

            logs[i] = all.GetRange(from, to - from);
            from = to;
        }

        return logs;
    }

    // Nodes give them in order; sorting what is sorted costs more than looking.
    private static bool IsOrdered(List<EvmLog> logs)
    {
        for (var i = 1; i < logs.Count; i++)
        {
            if ((logs[i - 1].BlockNumber, logs[i - 1].Index).CompareTo((logs[i].BlockNumber, logs[i].Index)) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
