using System.Globalization;
using System.Text.Json;
using Isotherm.Bench.Reporting;

namespace Isotherm.Bench.Live;

/// <summary>A server that plays a recorded feed of many clusters: start, and memory.</summary>
internal sealed class RecordedPart : IPart
{
    private const int Clusters = 100_000;
    private const int Blocks = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc />
    public string Name => "recorded";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        await using var server = await ServerUnderTest.StartAsync(RecordedNetwork.Manifest, static folder => RecordedNetwork.Write(folder, Clusters, 10 * Blocks), ct);
        var atStart = server.ResidentMegabytes;
        var first = Head(await server.NetworkAsync(ct));
        while (Head(await server.NetworkAsync(ct)) < first + Blocks)
            await Task.Delay(Pause, TimeProvider.System, ct);
        return new(
            Name,
            "Recorded feed: start and memory of 100 000 clusters",
            "The server as a process of its own, no page, playing a recorded feed from an empty data directory: all clusters, a node each, are registered in the first block, and each block after it holds a hundred rewards; four blocks a second. The first heatmap is fetched whole; memory after start is taken then, and again when as many more blocks were published.",
            [new(["clusters (recorded feed)", "process start → first heatmap, ms", "resident after start, MB", $"resident {Blocks} blocks later, MB"], [[Text(Clusters), Text(server.FirstHeatmap.TotalMilliseconds), Text(atStart), Text(server.ResidentMegabytes)]])],
            [],
            []);
    }

    private static ulong Head(JsonElement network) => network.GetProperty("head") is { ValueKind: JsonValueKind.Object } head ? head.GetProperty("number").GetUInt64() : 0;

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
