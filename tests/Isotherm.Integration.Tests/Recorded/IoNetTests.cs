using System.Text.Json;
using Isotherm.Demo.Recording;
using Isotherm.Integration.Tests.Network;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Recorded;

/// <summary>io.net as people see it: the committed manifest, a recording from the generator, the real server over HTTP.</summary>
public sealed class IoNetTests
{
    private const double Speed = 36_000; // a block in 0.1 s

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Io_net_is_served_as_a_replayed_policy_simulation_and_goes_on_after_a_kill()
    {
        using DataDirectory data = new();
        string manifest = await Recorder.RecordAsync(new RecordOptions(RepositoryRoot.Combine("networks", "io-net.json"), 1, Path.Combine(data.Path, "io-net"), Speed), Ct);
        int reached;
        await using (ServerProcess server = ServerProcess.Start([manifest], data.Path))
        {
            JsonElement network = await server.AnswerAsync("/api/v1/networks/io-net", n => Head(n) >= 5, "block 5", Ct);
            Assert.Equal("replay", network.GetProperty("status").GetString());
            Assert.Equal("Policy simulation", network.GetProperty("simulation").GetProperty("label").GetString());
            Assert.Equal((Speed, 1), (network.GetProperty("replay").GetProperty("speed").GetDouble(), network.GetProperty("replay").GetProperty("round").GetInt32()));
            Assert.Equal(0, network.GetProperty("revised").GetInt32());

            JsonElement heatmap = JsonDocument.Parse(await server.GetAsync("/api/v1/networks/io-net/heatmap?block=1", Ct)).RootElement;
            Assert.Equal("Policy simulation", heatmap.GetProperty("simulation").GetString());
            Assert.Equal(Fleet.Founders, heatmap.GetProperty("clusters").GetArrayLength());
            Assert.Equal("IO", heatmap.GetProperty("inputs").GetProperty("requirementUnit").GetProperty("currency").GetString());

            using HttpRequestMessage csv = new(HttpMethod.Get, new Uri("/api/v1/networks/io-net/heatmap?block=1", UriKind.Relative)) { Headers = { { "Accept", "text/csv" } } };
            using HttpResponseMessage answer = await server.SendAsync(csv, Ct);
            Assert.Equal("Policy simulation", Assert.Single(answer.Headers.GetValues("X-Isotherm-Simulation")));
            Assert.Contains("policy-simulation", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
            reached = Head(await server.AnswerAsync("/api/v1/networks/io-net", n => Head(n) >= 20, "block 20", Ct));
        }

        await using ServerProcess again = ServerProcess.Start([manifest], data.Path);
        int first = Head(await again.AnswerAsync("/api/v1/networks/io-net", n => n.GetProperty("head").ValueKind == JsonValueKind.Object, "a head", Ct));
        Assert.True(first >= reached, $"it was at block {reached} when it was killed, and came back at block {first}");
        await again.AnswerAsync("/api/v1/networks/io-net", n => Head(n) > first, "a block beyond the first one shown", Ct);
    }

    [Fact]
    public async Task A_spoilt_feed_stops_its_own_network_only_and_says_file_and_line()
    {
        using DataDirectory data = new();
        string good = await Recorder.RecordAsync(new RecordOptions(RepositoryRoot.Combine("networks", "io-net.json"), 1, Path.Combine(data.Path, "good"), Speed), Ct);
        string folder = Path.Combine(data.Path, "bad");
        string network = Path.Combine(data.Path, "other.json");
        string text = await File.ReadAllTextAsync(RepositoryRoot.Combine("networks", "io-net.json"), Ct);
        await File.WriteAllTextAsync(network, text.Replace("\"id\": \"io-net\"", "\"id\": \"other\"", StringComparison.Ordinal), Ct);
        string bad = await Recorder.RecordAsync(new RecordOptions(network, 2, folder, Speed), Ct);
        string feed = Path.Combine(folder, "feed.ndjson");
        List<string> lines = [.. await File.ReadAllLinesAsync(feed, Ct)];
        lines.RemoveAt(500);
        await File.WriteAllTextAsync(feed, string.Concat(lines.Select(l => l + "\n")), Ct);

        await using ServerProcess server = ServerProcess.Start([bad, good], data.Path);

        JsonElement spoilt = await server.AnswerAsync("/api/v1/networks/other", n => n.GetProperty("problem").ValueKind == JsonValueKind.String, "a problem", Ct);
        Assert.Equal("feed.ndjson:501, /number: expected 500, one above the line before; found 501.", spoilt.GetProperty("problem").GetString());
        Assert.Equal(("replay", JsonValueKind.Null), (spoilt.GetProperty("status").GetString(), spoilt.GetProperty("head").ValueKind));
        JsonElement sound = await server.AnswerAsync("/api/v1/networks/io-net", n => Head(n) >= 5, "block 5", Ct);
        Assert.Equal(JsonValueKind.Null, sound.GetProperty("problem").ValueKind);
    }

    private static int Head(JsonElement network) =>
        network.GetProperty("head") is { ValueKind: JsonValueKind.Object } head ? head.GetProperty("number").GetInt32() : -1;
}
