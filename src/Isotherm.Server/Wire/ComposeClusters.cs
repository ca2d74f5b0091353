using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>Turns a picture's rows into bodies. Pure: no clock, nothing but its arguments.</summary>
internal static class ComposeClusters
{
    /// <summary>The whole network, clusters in id order.</summary>
    public static HeatmapBody Heatmap(NetworkPicture picture)
    {
        var market = picture.Market;
        var classes = ClassNames(market);
        var clusters = new ClusterBody[picture.Rows.Count];
        var order = RowsInIdOrder(picture);
        for (var i = 0; i < order.Length; i++)
            clusters[i] = Cluster(picture, order[i], Ratio.Of(picture.Rows[order[i]].Terms, market), classes);
        return new HeatmapBody(
            market.Rules.NetworkId,
            HeatmapBody.CurrentSchema,
            market.Rules.SimulationLabel,
            Compose.Block(market.Block),
            Compose.Inputs(market),
            Compose.Thresholds(market),
            Compose.Counts(picture.Counts),
            picture.Counts.Queued,
            picture.StateHash,
            clusters);
    }

    /// <summary>One row with its distance from critical and its worst node.</summary>
    public static ClusterDetailBody Detail(NetworkPicture picture, int row)
    {
        var (terms, _, nodes) = picture.Rows[row];
        var reading = Ratio.Of(terms, picture.Market);
        return new ClusterDetailBody(Cluster(picture, row, reading, ClassNames(picture.Market)))
        {
            Needed = WireText.Amount(reading.Needed),
            Headroom = WireText.Amount(reading.Headroom),
            Shortfall = WireText.Amount(reading.Shortfall),
            WorstNode = terms.IsDisputed ? null : Ratio.WorstNode(nodes, terms.Class, picture.Market)?.ToString(),
        };
    }

    /// <summary>One row as the queue shows it.</summary>
    public static QueuedClusterBody Queued(NetworkPicture picture, int row)
    {
        var terms = picture.Rows[row].Terms;
        var reading = Ratio.Of(terms, picture.Market);
        return new QueuedClusterBody(Cluster(picture, row, reading, ClassNames(picture.Market)))
        {
            Needed = WireText.Amount(reading.Needed),
            Headroom = WireText.Amount(reading.Headroom),
            Shortfall = WireText.Amount(reading.Shortfall),
            BlockedReason = LiquidationQueue.BlockedReason(terms, picture.Market),
        };
    }

    /// <summary>A row's active nodes.</summary>
    public static IReadOnlyList<NodeBody> Nodes(NetworkPicture picture, int row)
    {
        var (terms, _, nodes) = picture.Rows[row];
        return [.. nodes.Select(node => Node(node, terms, picture.Market))];
    }

    /// <summary>Indices of a picture's rows in id order.</summary>
    public static int[] RowsInIdOrder(NetworkPicture picture)
    {
        var rows = picture.Rows;
        var order = new int[rows.Count];
        var ascending = true;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            ascending = ascending && (i == 0 || rows[i - 1].Terms.Id.CompareTo(rows[i].Terms.Id) < 0);
        }

        // Networks mostly count up: then there is nothing to sort.
        if (!ascending)
            Array.Sort(order, (a, b) => rows[a].Terms.Id.CompareTo(rows[b].Terms.Id));
        return order;
    }

    private static Dictionary<ClassId, string> ClassNames(Market market) =>
        market.Classes.ToDictionary(static c => c.Id, static c => c.Name);

    private static NodeBody Node(NodeTerms node, ClusterTerms cluster, Market market)
    {
        var reading = Ratio.OfNode(node, cluster.Class, market);
        if (cluster.IsDisputed)
            reading = new NodeReading(reading.GasCost, null, null, Zone.Unknown); // its terms are part of what is disputed
        return new NodeBody(
            node.Id.ToString(),
            node.Gpus,
            WireText.Amount(node.Collateral),
            WireText.Amount(node.Rewards),
            WireText.Amount(reading.GasCost),
            WireText.Amount(reading.Requirement),
            WireText.Ratio(reading.Ratio),
            WireText.Name(reading.Zone));
    }

    private static ClusterBody Cluster(NetworkPicture picture, int row, ClusterReading reading, Dictionary<ClassId, string> classes)
    {
        var (terms, queueState, _) = picture.Rows[row];
        return new ClusterBody
        {
            Id = terms.Id.ToString(),
            Name = terms.Name,
            Region = terms.Region,
            Operator = terms.Operator,
            GpuClass = classes.GetValueOrDefault(terms.Class) ?? terms.Class.ToString(),
            Nodes = terms.Nodes,
            Gpus = terms.Gpus,
            Collateral = WireText.Amount(terms.Collateral),
            Rewards = WireText.Amount(terms.Rewards),
            GasCost = WireText.Amount(reading.GasCost),
            Requirement = WireText.Amount(reading.Requirement),
            RequiredTokens = WireText.Amount(reading.RequiredTokens),
            Ratio = WireText.Ratio(reading.Ratio),
            SettlementRatio = WireText.Ratio(reading.SettlementRatio),
            Zone = WireText.Name(picture.Zones.Span[row]),
            Flaggable = reading.Flaggable,
            QueueState = WireText.Name(queueState),
            Deadline = WireText.TimeOrNull(terms.Deadline),
            ClassId = terms.Class.ToString(),
            FlaggedAt = WireText.TimeOrNull(terms.FlaggedAt),
            Disputed = terms.IsDisputed,
            UnknownReason = WireText.Name(reading.UnknownReason),
            RatioAtMost = WireText.Ratio(reading.RatioAtMost),
            LastKnown = terms.LastKnown is { } last
                ? new LastKnownBody(WireText.Ratio(last.Ratio)!, WireText.Name(last.Zone), last.Block)
                : null,
        };
    }
}
