using System.Globalization;
using Isotherm.Chains.Manifests;
using Isotherm.Chains.Recorded;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Server.Wire;
using Isotherm.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Recorded;

/// <summary>A server that plays a short recording of three devices on a fake clock, an hour a second, as io.net's manifest says.</summary>
internal sealed class PlayedServer : IDisposable
{
    /// <summary>Blocks of the recording.</summary>
    public const int Blocks = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("isotherm-played-").FullName;

    public PlayedServer() => File.WriteAllText(Feed, Text());

    public string Feed => Path.Combine(_folder, "feed.ndjson");

    public string Data => Path.Combine(_folder, "data");

    /// <summary>Starts it; call again for a restart on the same data.</summary>
    public Task<LiveServer> StartAsync()
    {
        var manifest = Assert.IsType<ManifestResult.Valid>(ManifestReader.Read(RepositoryRoot.Combine("networks", "io-net.json"))).Manifest;
        manifest = manifest with { Recorded = new RecordedSpec(Feed, 3600, true) };
        var time = new FakeTimeProvider();
        return LiveServer.StartAsync(directory: Data, clock: time, define: definition => definition with
        {
            Rules = manifest.Rules with { NetworkId = "demo" }, // what the simulation's journal is called
            IsReplay = true,
            Simulation = new SimulationBody(manifest.Simulation!.Label, manifest.Simulation.Note),
            OpenChain = logs => new RecordedSource(new RecordedFollower(manifest, time, logs.CreateLogger<RecordedFollower>()), manifest.Recorded!),
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A block's hash.</summary>
    public static string Hash(int number) => "0x" + number.ToString("x64", CultureInfo.InvariantCulture);

    private static string Text()
    {
        var lines = Enumerable.Range(1, Blocks).Select(number =>
            $$"""{"number":{{number}},"timestamp":"{{Time(number)}}","hash":"{{Hash(number)}}","parentHash":"{{Hash(number - 1)}}","facts":[{{Facts(number)}}]}""");
        var header = $$"""{"schemaVersion":1,"network":"io-net","from":"{{Time(1)}}","to":"{{Time(Blocks)}}"}""";
        return string.Concat(lines.Prepend(header).Select(line => line + "\n"));
    }

    private static string Time(int number) =>
        new DateTime(2025, 6, 30, 20, 0, 0, DateTimeKind.Utc).AddHours(number - 1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Three RTX 4080 (class 30: 1× until July, 2.75× from then) of one processor; the stake of the second moves every hour.
    private static string Facts(int number) => number == 1
        ? string.Join(',', Enumerable.Range(1, 3).Select(id => $$"""{"effect":"cluster.register","cluster":"{{id}}","operator":"0x00000000000000000000000000000000000000aa","class":"30","name":"rtx-{{id}}","region":"eu"},{"effect":"node.add","node":"{{id}}","cluster":"{{id}}","gpus":"1"},{"effect":"collateral.set","node":"{{id}}","amount":"{{id}}0000000000"}"""))
        : $$"""{"effect":"collateral.set","node":"2","amount":"{{2 + number}}0000000000"}""";
}
