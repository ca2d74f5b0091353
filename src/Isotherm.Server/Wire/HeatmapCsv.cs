using System.Buffers;
using System.Globalization;
using System.Text;

namespace Isotherm.Server.Wire;

/// <summary>The heatmap as CSV: RFC 4180, one line a cluster, safe to open in a spreadsheet.</summary>
internal static class HeatmapCsv
{
    private const string Header =
        "blockNumber,blockHash,blockTimestamp,warning,critical,"
        + "id,name,region,operator,gpuClass,nodes,gpus,collateral,rewards,gasCost,requirement,requiredTokens,"
        + "ratio,settlementRatio,zone,flaggable,queueState,deadline\r\n";

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>The file as UTF-8 without a byte order mark.</summary>
    public static byte[] Write(HeatmapBody heatmap)
    {
        var text = new StringBuilder(Header, Header.Length + (heatmap.Clusters.Count * 400));
        var (block, thresholds) = (heatmap.Block, heatmap.Thresholds);
        var shared = string.Create(
            CultureInfo.InvariantCulture,
            $"{block.Number},{block.Hash},{block.Timestamp},{thresholds.Warning},{thresholds.Critical}");
        foreach (var cluster in heatmap.Clusters)
        {
            text.Append(shared);
            Append(text, cluster);
            text.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, ClusterBody cluster)
    {
        Field(text, cluster.Id);
        Field(text, cluster.Name);
        Field(text, cluster.Region);
        Field(text, cluster.Operator);
        Field(text, cluster.GpuClass);
        Field(text, cluster.Nodes.ToString(CultureInfo.InvariantCulture));
        Field(text, WireText.Amount(cluster.Gpus));
        Field(text, cluster.Collateral);
        Field(text, cluster.Rewards);
        Field(text, cluster.GasCost);
        Field(text, cluster.Requirement);
        Field(text, cluster.RequiredTokens);
        Field(text, cluster.Ratio);
        Field(text, cluster.SettlementRatio);
        Field(text, cluster.Zone);
        Field(text, cluster.Flaggable ? "true" : "false");
        Field(text, cluster.QueueState);
        Field(text, cluster.Deadline);
    }

    private static void Field(StringBuilder text, string? value)
    {
        text.Append(',');
        if (string.IsNullOrEmpty(value))
            return;
        if (value[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            value = "'" + value; // a spreadsheet would run it
        if (value.AsSpan().ContainsAny(NeedsQuotes))
            text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            text.Append(value);
    }
}
