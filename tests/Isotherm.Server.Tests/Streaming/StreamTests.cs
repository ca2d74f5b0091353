using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Server.Streaming;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Streaming;

public sealed class StreamTests
{
    private const string Heatmap = "/api/v1/networks/demo/heatmap";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_response_is_a_stream_that_no_cache_or_proxy_may_hold_back()
    {
        await using var server = await LiveServer.StartAsync();
        using var response = await server.SendAsync("/api/v1/networks/demo/stream", "text/event-stream");
        var body = await response.Content.ReadAsStreamAsync(Ct);
        var first = new byte[6];
        await body.ReadExactlyAsync(first, Ct);

        Assert.Equal(": ok\n\n"u8.ToArray(), first); // before there is any block
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoCache);
        Assert.Equal(["no"], response.Headers.GetValues("X-Accel-Buffering"));
    }

    [Fact]
    public async Task The_first_message_is_the_heads_heatmap_with_its_sequence()
    {
        await using var server = await LiveServer.StartAsync();
        var published = await server.MineAsync(World.Three());
        await using var viewer = await server.ViewAsync();

        Assert.Equal("snapshot", await viewer.TakeAsync());

        var data = viewer.LastData!.AsObject();
        Assert.Equal(published.Seq, (long)data["seq"]!);
        Assert.Equal(published.Id.ToString(), viewer.LastId);
        data.Remove("seq");
        Assert.True(JsonNode.DeepEquals(await server.GetAsync(Heatmap), data));
    }

    [Fact]
    public async Task Each_block_is_a_frame_that_leads_from_the_one_before()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await using var viewer = await server.ViewAsync();
        await viewer.TakeAsync();

        server.Chain.Price = 19_000_000;
        await server.MineAsync(World.Collateral(2, 22_000 * World.Token));
        Assert.Equal("frame", await viewer.TakeAsync());
        Golden.Matches("frame.json", viewer.LastData!);

        await server.MineAsync([.. World.Class(2, "A100"), .. World.Cluster(4, 50_000, cls: 2)]);
        Assert.Equal("frame", await viewer.TakeAsync());
        Golden.Matches("frame-newcomer.json", viewer.LastData!);

        server.Chain.Price = null;
        await server.MineAsync();
        Assert.Equal("frame", await viewer.TakeAsync());
        Golden.Matches("frame-outage.json", viewer.LastData!);
        await HoldsTheHeadAsync(server, viewer);
    }

    [Fact]
    public async Task A_price_only_frame_is_small_at_any_number_of_clusters()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync([.. World.Class(), .. Enumerable.Range(1, 300).SelectMany(id => World.Cluster(id, 20_000 + id))]);
        await using var viewer = await server.ViewAsync();
        await viewer.TakeAsync();

        server.Chain.Price = 15_000_000;
        await server.MineAsync();
        await viewer.TakeAsync();

        Assert.Null(viewer.LastData!["tiles"]);
        Assert.InRange(viewer.LastData!.ToJsonString().Length, 1, 330);
        await HoldsTheHeadAsync(server, viewer);
    }

    [Fact]
    public async Task A_reorganisation_is_a_rewind_that_takes_undone_registrations_away()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync();
        await using var viewer = await server.ViewAsync();
        await viewer.TakeAsync();
        await server.MineAsync(World.Cluster(4, 32_000));
        var seq = (await server.MineAsync(World.Collateral(1, 33_000 * World.Token))).Seq;
        await viewer.TakeUntilAsync(seq);

        var head = server.Chain.Reorganise(2, [], [], []);
        var published = await server.PublishedAsync(p => p.Picture.Block.Hash == head.Hash);
        List<JsonNode> frames = [];
        while (viewer.Model.Seq < published.Seq)
        {
            await viewer.TakeAsync();
            frames.Add(viewer.LastData!);
        }

        Assert.Equal(1, (int)Assert.Single(frames, frame => frame["rewind"] is not null)["rewind"]!["to"]!);
        Assert.Contains(frames, frame => frame["tiles"]?.AsArray().Any(tile => (string)tile!["id"]! == "4" && (bool?)tile["gone"] == true) == true);
        Assert.DoesNotContain("snapshot", viewer.Seen.Skip(1));
        await HoldsTheHeadAsync(server, viewer);
    }

    [Fact]
    public async Task A_viewer_resumes_with_one_merged_frame()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await using var first = await server.ViewAsync();
        await first.TakeAsync();
        for (var i = 1; i <= 10; i++)
            await server.MineAsync(World.Collateral(1 + (i % 3), (30_000 + i) * World.Token));
        var head = server.Network.View.Published!;

        await using var second = await server.ViewAsync(lastEventId: first.LastId);
        await using var third = await server.ViewAsync(since: first.LastId);
        var item = await second.NextAsync();
        while (item.EventType == "heartbeat")
            item = await second.NextAsync();

        Assert.Equal("frame", item.EventType);
        var frame = JsonNode.Parse(item.Data)!;
        Assert.Equal(head.Seq - 10, (long)frame["from"]!);
        Assert.Equal(head.Seq, (long)frame["seq"]!);
        Assert.Equal(3, frame["tiles"]!.AsArray().Count);
        Assert.Equal("frame", (await OtherThanHeartbeatAsync(third)).EventType);
        first.Model.Take("frame", frame.AsObject());
        await HoldsTheHeadAsync(server, first);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000-1")] // another data directory's
    [InlineData("{journal}-999")] // from a future that never was
    [InlineData("{journal}-1")] // older than the ring
    public async Task A_viewer_that_cannot_resume_gets_a_snapshot(string id)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        for (var i = 0; i < FrameHub.RingSize; i++)
            await server.MineAsync();
        var journal = server.Network.View.Journal!.Identity.JournalId;

        await using var viewer = await server.ViewAsync(since: id.Replace("{journal}", journal, StringComparison.Ordinal));

        Assert.Equal("snapshot", await viewer.TakeAsync());
    }

    [Theory]
    [InlineData("00000000000000000000000000000000-1")]
    [InlineData("{journal}-1")]
    public async Task A_viewer_that_fetches_columns_is_told_to_where_it_cannot_resume_and_goes_on_behind_the_head(string id)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        for (var i = 0; i < FrameHub.RingSize; i++)
            await server.MineAsync();
        var head = server.Network.Hub.Current.Head!.Id;

        await using var viewer = await server.ViewAsync(since: id.Replace("{journal}", head.JournalId, StringComparison.Ordinal) + "&whole=columns");
        var told = await OtherThanHeartbeatAsync(viewer);
        var next = await server.MineAsync();
        var frame = await OtherThanHeartbeatAsync(viewer);

        Assert.Equal(("lost", head.ToString()), (told.EventType, told.EventId));
        Assert.Equal(("frame", next.Seq), (frame.EventType, (long)JsonNode.Parse(frame.Data)!["seq"]!));
        Assert.Null(JsonNode.Parse(frame.Data)!["from"]);
    }

    [Fact]
    public async Task A_viewer_that_holds_nothing_gets_a_snapshot_whatever_it_fetches()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        Assert.Equal(StreamMessageKind.Snapshot, server.Network.Hub.Current.Encoded!.For(null, fetchesWhole: true).Kind);
    }

    [Fact]
    public async Task A_viewer_that_holds_the_head_gets_nothing_until_the_next_block()
    {
        await using var server = await LiveServer.StartAsync();
        var held = await server.MineAsync(World.Three());
        await using var viewer = await server.ViewAsync(since: held.Id.ToString());
        Assert.Equal("heartbeat", (await viewer.NextAsync()).EventType);
        var next = await server.MineAsync();

        var item = await OtherThanHeartbeatAsync(viewer);

        Assert.Equal("frame", item.EventType);
        Assert.Equal(held.Seq + 1, next.Seq);
        Assert.Equal(next.Seq, (long)JsonNode.Parse(item.Data)!["seq"]!);
        Assert.Null(JsonNode.Parse(item.Data)!["from"]); // it leads from the sequence before
    }

    [Fact]
    public async Task A_heartbeat_comes_at_least_every_five_seconds_and_has_no_id()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.HubAsync(state => state.Beat >= 1);
        await using var viewer = await server.ViewAsync();
        await viewer.TakeAsync();
        await OneHeartbeatAsync(viewer);
        for (var i = 0; i < 3; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(5));
            await OneHeartbeatAsync(viewer);
        }
    }

    [Fact]
    public async Task A_heartbeat_tells_time_block_status_and_silence()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync();
        server.Chain.Status = server.Chain.Status with
        {
            LastHeardAt = server.Time.GetUtcNow(),
            Problem = "Endpoint http://node:8545 refuses the connection.",
            Backfill = new Wire.BackfillBody(0, 10, 1),
        };
        await using var viewer = await server.ViewAsync();
        await viewer.TakeAsync();
        server.Time.Advance(TimeSpan.FromSeconds(8));

        JsonNode beat;
        do
            beat = await OneHeartbeatAsync(viewer);
        while (beat["problem"] is null);

        Golden.Matches("heartbeat.json", beat);
    }

    [Fact]
    public async Task Viewers_beyond_the_limit_are_refused_and_a_place_that_is_left_is_free_again()
    {
        await using var server = await LiveServer.StartAsync(configure: o => o with { MaxViewers = 1 });
        await server.MineAsync(World.Three());
        var viewer = await server.ViewAsync();
        await viewer.TakeAsync();

        using var refused = await server.SendAsync("/api/v1/networks/demo/stream");
        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Equal("/problems/too-many-viewers", (string)JsonNode.Parse(await refused.Content.ReadAsStringAsync(Ct))!["type"]!);
        Assert.NotNull(refused.Headers.RetryAfter);

        await viewer.DisposeAsync();
        var gate = (ViewerGate)server.Services.GetService(typeof(ViewerGate))!;
        await server.AdvanceUntilAsync(() => gate.Viewers == 0);
        await using var next = await server.ViewAsync();
        Assert.Equal("snapshot", await next.TakeAsync());
    }

    [Fact]
    public async Task Streams_end_when_the_server_stops()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        using var response = await server.SendAsync("/api/v1/networks/demo/stream");
        var body = await response.Content.ReadAsStreamAsync(Ct);

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Ct);

        var rest = await new StreamReader(body).ReadToEndAsync(Ct);
        Assert.StartsWith(": ok\n\n", rest, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> OneHeartbeatAsync(StreamViewer viewer)
    {
        var item = await viewer.NextAsync();
        while (item.EventType != "heartbeat")
            item = await viewer.NextAsync();
        Assert.Null(item.EventId);
        return JsonNode.Parse(item.Data)!;
    }

    private static async Task<System.Net.ServerSentEvents.SseItem<string>> OtherThanHeartbeatAsync(StreamViewer viewer)
    {
        var item = await viewer.NextAsync();
        while (item.EventType == "heartbeat")
            item = await viewer.NextAsync();
        return item;
    }

    private static async Task HoldsTheHeadAsync(LiveServer server, StreamViewer viewer)
    {
        var (globals, tiles) = ViewerModel.Of(await server.GetAsync(Heatmap));
        Assert.True(JsonNode.DeepEquals(globals, viewer.Model.Globals), $"{globals}\n{viewer.Model.Globals}");
        Assert.Equal(tiles.Select(t => (t.Key, t.Value.Count)), viewer.Model.Tiles.Select(t => (t.Key, t.Value.Count)));
        foreach (var (id, terms) in tiles)
            Assert.True(JsonNode.DeepEquals(terms, viewer.Model.Tiles[id]), $"{terms}\n{viewer.Model.Tiles[id]}");
    }
}
