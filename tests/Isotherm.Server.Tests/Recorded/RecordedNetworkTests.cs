using Isotherm.Domain;
using Isotherm.Server.Streaming;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Recorded;

public sealed class RecordedNetworkTests
{
    private const string Demo = "/api/v1/networks/demo";

    [Fact]
    public async Task A_recorded_network_says_everywhere_that_it_is_replayed_and_simulated()
    {
        using var played = new PlayedServer();
        await using var server = await played.StartAsync();
        await AtAsync(server, 3);

        var network = await server.GetAsync(Demo);
        Assert.Equal("replay", (string)network["status"]!);
        Assert.Null(network["chainId"]);
        Assert.Equal("Policy simulation", (string)network["simulation"]!["label"]!);
        Assert.Contains("publishes no liquidation", (string)network["simulation"]!["note"]!, StringComparison.Ordinal);
        Assert.Equal(
            """{"speed":3600,"loop":true,"round":1,"from":"2025-06-30T20:00:00Z","to":"2025-07-01T01:00:00Z"}""",
            network["replay"]!.ToJsonString());
        Assert.Equal("Policy simulation", (string)(await server.GetAsync(Demo + "/heatmap"))["simulation"]!);
        Assert.Equal("replay", HeartbeatService.Of(server.Network, server.Time).Status);
        await using var viewer = await server.ViewAsync();
        Assert.Equal("snapshot", await viewer.TakeAsync());
        Assert.Equal("Policy simulation", (string)viewer.LastData!["simulation"]!);
    }

    [Fact]
    public async Task Csv_says_it_in_a_header_and_in_its_name()
    {
        using var played = new PlayedServer();
        await using var server = await played.StartAsync();
        await AtAsync(server, 2);

        using var csv = await server.SendAsync(Demo + "/heatmap?block=2", "text/csv");
        Assert.Equal("Policy simulation", Assert.Single(csv.Headers.GetValues("X-Isotherm-Simulation")));
        Assert.Equal("demo-policy-simulation-2.csv", csv.Content.Headers.ContentDisposition!.FileName);
        using var json = await server.SendAsync(Demo + "/heatmap");
        Assert.Equal("Policy simulation", Assert.Single(json.Headers.GetValues("X-Isotherm-Simulation")));
        Assert.Null(json.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task A_chains_network_is_neither_simulated_nor_replayed()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        var network = await server.GetAsync(Demo);
        Assert.True(network.AsObject().ContainsKey("simulation") && network.AsObject().ContainsKey("replay"));
        Assert.Null(network["simulation"]);
        Assert.Null(network["replay"]);
        using var csv = await server.SendAsync(Demo + "/heatmap", "text/csv");
        Assert.False(csv.Headers.Contains("X-Isotherm-Simulation"));
        Assert.Null(csv.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task A_second_round_passes_through_the_same_states_and_revises_nothing()
    {
        using var played = new PlayedServer();
        await using var server = await played.StartAsync();
        var rounds = new List<string[]>();
        for (var round = 1; round <= 3; round++)
        {
            var hashes = new string[PlayedServer.Blocks];
            for (var number = 1; number <= PlayedServer.Blocks; number++)
            {
                hashes[number - 1] = (await AtAsync(server, number)).Picture.StateHash;
                Assert.Equal(round, server.Network.Chain.Replay!.Round);
            }

            rounds.Add(hashes);
        }

        Assert.Equal(PlayedServer.Blocks, rounds[0].Distinct().Count());
        Assert.Equal(rounds[0], rounds[1]);
        Assert.Equal(rounds[0], rounds[2]);
        Assert.Equal(0, (int)(await server.GetAsync(Demo))["revised"]!);
        Assert.Null(server.Network.Problem);
    }

    [Fact]
    public async Task A_viewer_gets_the_new_round_as_a_rewind()
    {
        using var played = new PlayedServer();
        await using var server = await played.StartAsync();
        await AtAsync(server, PlayedServer.Blocks);
        await using var viewer = await server.ViewAsync();
        Assert.Equal("snapshot", await viewer.TakeAsync());

        var published = await AtAsync(server, 1);
        await viewer.TakeUntilAsync(published.Seq);

        Assert.Equal((1, 1), ((int)viewer.LastData!["rewind"]!["to"]!, (int)viewer.LastData["block"]![0]!));
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_was_also_in_a_later_round()
    {
        using var played = new PlayedServer();
        string hash;
        await using (var server = await played.StartAsync())
        {
            await AtAsync(server, PlayedServer.Blocks);
            await AtAsync(server, 1);
            hash = (await AtAsync(server, 4)).Picture.StateHash;
        }

        await using var again = await played.StartAsync();
        var loaded = await again.PublishedAsync(static _ => true);
        Assert.Equal((4ul, hash), (loaded.Picture.Block.Number, loaded.Picture.StateHash));
        await again.AdvanceUntilAsync(() => again.Network.View.Published!.Picture.Block.Number == 5);
        Assert.Equal("replay", (string)(await again.GetAsync(Demo))["status"]!);
        await again.AdvanceUntilAsync(() => again.Network.IsReady);
    }

    [Fact]
    public async Task A_spoilt_recording_is_the_networks_problem_with_file_and_line()
    {
        using var played = new PlayedServer();
        var right = await File.ReadAllTextAsync(played.Feed, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(played.Feed, right.Replace("\"amount\":\"50000000000\"", "\"amount\":50000000000", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var server = await played.StartAsync();
        await server.AdvanceUntilAsync(() => server.Network.Problem is not null);

        var network = await server.GetAsync(Demo);
        Assert.Equal("feed.ndjson:4, /facts/0/amount: expected a whole number as text, found 50000000000.", (string)network["problem"]!);
        Assert.Equal("replay", (string)network["status"]!);
        Assert.Null(network["head"]);

        await File.WriteAllTextAsync(played.Feed, right, TestContext.Current.CancellationToken);
        await server.AdvanceUntilAsync(() => server.Network.View.Published is not null);
        Assert.Null(server.Network.Problem);
    }

    [Fact]
    public async Task The_first_of_July_turns_a_device_red_on_its_hour()
    {
        using var played = new PlayedServer();
        await using var server = await played.StartAsync();

        // 200 IO each until July, 550 IO from then; the third device stakes 300 IO.
        Assert.Equal(Zone.Green, (await AtAsync(server, 4)).Picture.Zones.Span[2]);
        Assert.Equal(Zone.Red, (await AtAsync(server, 5)).Picture.Zones.Span[2]);
        Assert.Empty((await server.GetAsync(Demo + "/thresholds"))["scheduled"]!.AsArray());
        Assert.Equal(23, (await server.GetAsync(Demo + "/thresholds?block=4"))["scheduled"]!.AsArray().Count);
    }

    // Lets an hour of the recording pass for each block, up to this one; the rest between two rounds is an hour too.
    private static async Task<Published> AtAsync(LiveServer server, int number)
    {
        var at = (await server.PublishedAsync(static _ => true)).Picture.Block.Number;
        while (at != (ulong)number)
        {
            at = (at % PlayedServer.Blocks) + 1;
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.PublishedAsync(p => p.Picture.Block.Number == at);
        }

        return server.Network.View.Published!;
    }
}
