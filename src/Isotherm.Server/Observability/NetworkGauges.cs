using System.Diagnostics.Metrics;
using Isotherm.Domain;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Observability;

/// <summary>Gauges that read a network's view when asked.</summary>
internal static class NetworkGauges
{
    /// <summary>Creates them over these networks.</summary>
    public static void Create(Meter meter, IReadOnlyList<NetworkRuntime> networks, TimeProvider time)
    {
        void Gauge(string name, string unit, string description, Func<NetworkRuntime, double?> read) =>
            meter.CreateObservableGauge(name, () => Read(networks, read), unit, description);

        Gauge("isotherm.seq", "{entry}", "Last published journal sequence.", static n => n.View.Published?.Seq);
        Gauge("isotherm.head", "{block}", "Last committed block.", static n => n.View.Published?.Picture.Block.Number);
        Gauge("isotherm.confirmed", "{block}", "Last confirmed block.", static n => n.View.Published?.Confirmed);
        Gauge("isotherm.announced.head", "{block}", "Head that the chain announced.", static n => n.Chain.Head);
        Gauge("isotherm.block.age", "s", "Server clock less the head's timestamp.", n => Freshness.BlockAge(n, time)?.TotalSeconds);
        Gauge("isotherm.silence", "s", "Since any endpoint was heard.", n => Freshness.Silence(n, time)?.TotalSeconds);
        Gauge("isotherm.queued", "{cluster}", "Clusters in the liquidation queue.", static n => n.View.Published?.Picture.Counts.Queued);
        Gauge("isotherm.disputed", "{cluster}", "Clusters that disagree with the contract.", static n => n.Audit is null ? null : n.View.Published?.Picture.Rows.Count(static row => row.Terms.IsDisputed));
        Gauge("isotherm.revised", "{block}", "Confirmed blocks that were orphaned since the start.", static n => n.View.Revised);
        Gauge("isotherm.problem", "1", "1 while something is wrong; /networks says what.", static n => n.Problem is null ? 0 : 1);
        Gauge("isotherm.endpoints.failing", "{endpoint}", "Endpoints whose last call failed.", static n => n.Chain.Endpoints.Count(static e => e.State == "failing"));
        Gauge("isotherm.journal.size", "By", "Files of the journal.", static n => JournalBytes(n.Definition.JournalDirectory));
        meter.CreateObservableGauge("isotherm.clusters", () => networks.SelectMany(Zones), "{cluster}", "Clusters per zone.");
    }

    private static double? JournalBytes(string directory)
    {
        var files = new DirectoryInfo(directory);
        return files.Exists ? files.EnumerateFiles().Sum(static file => file.Length) : null;
    }

    private static KeyValuePair<string, object?> Tag(NetworkRuntime network) => new("network", network.Definition.Id);

    private static IEnumerable<Measurement<double>> Read(IReadOnlyList<NetworkRuntime> networks, Func<NetworkRuntime, double?> read)
    {
        foreach (var network in networks)
        {
            if (read(network) is { } value)
                yield return new Measurement<double>(value, Tag(network));
        }
    }

    private static IEnumerable<Measurement<int>> Zones(NetworkRuntime network)
    {
        if (network.View.Published is not { } published)
            yield break;
        var counts = published.Picture.Counts;
        (Zone Zone, int Count)[] zones =
        [
            (Zone.Green, counts.Green), (Zone.Yellow, counts.Yellow), (Zone.Red, counts.Red),
            (Zone.Unknown, counts.Unknown), (Zone.Exempt, counts.Exempt), (Zone.Liquidated, counts.Liquidated),
        ];
        foreach (var (zone, count) in zones)
            yield return new Measurement<int>(count, Tag(network), new KeyValuePair<string, object?>("zone", WireText.Name(zone)));
    }
}
