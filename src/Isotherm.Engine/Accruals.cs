using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>
/// Rewards that accrue by index × time: derived state, like queue states. Rows hold their value at the block, so that all readers
/// find it there; what is kept of it is the market's index and each node's shares.
/// </summary>
internal static class Accruals
{
    /// <summary>Brings every row's rewards to the market's block.</summary>
    public static void Derive(RowRevision revision, Market market)
    {
        if (market.Accrual is not { } accrual)
            return;
        BigInteger index = accrual.ValueAt(market.Block.Timestamp);
        for (int i = 0; i < revision.Count; i++)
        {
            ClusterRow row = revision[i];
            if (At(row, index, market.Rules.AccrualDecimals) is { } derived)
                revision.Replace(i, derived);
        }
    }

    /// <summary>Whether nothing but derived rewards and the queue state differs, so that the row before follows from its market.</summary>
    public static bool IsAllThatDiffers(ClusterRow before, ClusterRow after) =>
        before.Remembered == after.Remembered
        && before.Terms == after.Terms with { Rewards = before.Terms.Rewards }
        && HoldSame(before.Nodes, after.Nodes);

    /// <summary>Whether two states of a node differ in derived rewards at most.</summary>
    public static bool HoldsSame(NodeTerms before, NodeTerms after) =>
        ReferenceEquals(before, after)
        || (before.Id == after.Id
            && before.Gpus == after.Gpus
            && before.Collateral == after.Collateral
            && before.Accrual == after.Accrual
            && (before.Accrual is not null || before.Rewards == after.Rewards));

    private static bool HoldSame(IReadOnlyList<NodeTerms> before, IReadOnlyList<NodeTerms> after)
    {
        if (before.Count != after.Count)
            return false;
        for (int i = 0; i < before.Count; i++)
        {
            if (!HoldsSame(before[i], after[i]))
                return false;
        }

        return true;
    }

    /// <summary>The row with the rewards of this index; null when it has them.</summary>
    private static ClusterRow? At(ClusterRow row, BigInteger index, int decimals)
    {
        NodeTerms[]? nodes = null;
        BigInteger sum = row.Terms.Rewards;
        for (int i = 0; i < row.Nodes.Count; i++)
        {
            NodeTerms node = row.Nodes[i];
            if (node.Accrual is not { } accrual)
                continue;
            BigInteger rewards = accrual.RewardsAt(index, decimals);
            if (rewards == node.Rewards)
                continue;
            nodes ??= [.. row.Nodes];
            nodes[i] = node with { Rewards = rewards };
            sum += rewards - node.Rewards;
        }

        return nodes is null ? null : row with { Terms = row.Terms with { Rewards = sum }, Nodes = nodes };
    }
}
