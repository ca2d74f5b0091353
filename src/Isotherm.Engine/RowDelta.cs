using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>The way back from a row to the one before it: queue fields and last known ratio whole, nodes only where they differ by more than what accrued.</summary>
internal static class RowDelta
{
    /// <summary>Writes what <paramref name="before"/> held and <paramref name="after"/> does not.</summary>
    public static void Write(StateWriter writer, ClusterRow before, ClusterRow after)
    {
        writer.Bool(before.Terms.IsQueued);
        writer.Bool(before.Terms.IsLiquidated);
        writer.Bool(before.Terms.IsDisputed);
        writer.Integer(before.Terms.FlaggedAt);
        writer.Integer(before.Terms.Deadline);
        writer.Known(before.Terms.LastKnown);
        writer.Known(before.Remembered);

        List<(NodeTerms Node, bool WasThere)> differing = ReferenceEquals(before.Nodes, after.Nodes) ? [] : Differing(before.Nodes, after.Nodes);
        writer.Number(differing.Count);
        foreach ((NodeTerms node, bool wasThere) in differing)
        {
            writer.Bool(wasThere);
            writer.Node(node);
        }
    }

    /// <summary>The row before, read against the row after. Its queue state is to be derived from the market.</summary>
    /// <param name="reader">Where it stands.</param>
    /// <param name="after">The row after.</param>
    public static ClusterRow Read(StateReader reader, ClusterRow after)
    {
        ClusterTerms terms = after.Terms with
        {
            IsQueued = reader.Bool(),
            IsLiquidated = reader.Bool(),
            IsDisputed = reader.Version > StateVersion.Undisputed && reader.Bool(),
            FlaggedAt = reader.Integer(),
            Deadline = reader.Integer(),
            LastKnown = reader.Known(),
        };
        LastKnown? remembered = reader.Known();
        int differing = reader.Count();
        if (differing == 0)
            return after with { Terms = terms, Remembered = remembered };

        SortedDictionary<NodeId, NodeTerms> nodes = [];
        foreach (NodeTerms node in after.Nodes)
            nodes.Add(node.Id, node);
        for (int i = 0; i < differing; i++)
        {
            bool wasThere = reader.Bool();
            NodeTerms node = reader.Node();
            if (wasThere)
                nodes[node.Id] = node;
            else
                nodes.Remove(node.Id);
        }

        NodeTerms[] restored = [.. nodes.Values];
        return new(Summed(terms, restored), after.QueueState, restored) { Remembered = remembered };
    }

    /// <summary>Terms with the sums over these nodes.</summary>
    public static ClusterTerms Summed(ClusterTerms terms, IReadOnlyList<NodeTerms> nodes)
    {
        (BigInteger gpus, BigInteger collateral, BigInteger rewards) = (BigInteger.Zero, BigInteger.Zero, BigInteger.Zero);
        foreach (NodeTerms node in nodes)
        {
            gpus += node.Gpus;
            collateral += node.Collateral;
            rewards += node.Rewards;
        }

        return terms with { Nodes = nodes.Count, Gpus = gpus, Collateral = collateral, Rewards = rewards };
    }

    /// <summary>Nodes of either list that the other lacks or holds otherwise: as they were, or as they are where they were not.</summary>
    private static List<(NodeTerms Node, bool WasThere)> Differing(IReadOnlyList<NodeTerms> before, IReadOnlyList<NodeTerms> after)
    {
        List<(NodeTerms, bool)> differing = [];
        (int b, int a) = (0, 0);
        while (b < before.Count || a < after.Count)
        {
            int order = b == before.Count ? 1 : a == after.Count ? -1 : before[b].Id.CompareTo(after[a].Id);
            if (order > 0)
                differing.Add((after[a++], false));
            else if (order < 0)
                differing.Add((before[b++], true));
            else if (!Accruals.HoldsSame(before[b], after[a++]))
                differing.Add((before[b++], true));
            else
                b++;
        }

        return differing;
    }
}
