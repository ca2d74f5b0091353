using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Observability;
using Isotherm.Server.Streaming;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Server.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Streaming;

public sealed class ViewerSessionTests : IDisposable
{
    private const string Journal = "0123456789abcdef0123456789abcdef";

    private readonly FakeTimeProvider _time = new();
    private readonly NetworkState _state = new(World.Rules());
    private readonly FakeChain _chain = new();
    private readonly ServerMeter _meter = new();
    private readonly FrameHub _hub;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private long _seq;

    public ViewerSessionTests()
    {
        _hub = new FrameHub(new HeatmapCache(), new NetworkMeter(_meter.Instruments, "demo"));
    }

    [Fact]
    public async Task A_slow_viewer_gets_exactly_one_merged_frame_and_then_equals_the_head()
    {
        Publish(World.Three());
        var connection = new HeldStream();
        var session = new ViewerSession(_hub, _time).RunAsync(connection, null, _stop.Token);
        await LetAsync(connection, 1); // the hello
        await connection.AskedAsync(_stop.Token); // the snapshot is under way and stays so
        for (var i = 1; i <= 20; i++)
            Publish(World.Collateral(1 + (i % 3), (30_000 + i) * World.Token));
        connection.LetOne();
        await connection.AskedAsync(_stop.Token); // the merged frame
        connection.LetOne();
        Publish(World.Collateral(1, 5 * World.Token));
        await connection.AskedAsync(_stop.Token);
        await _stop.CancelAsync();
        await Task.WhenAny(session);
        Assert.True(session.IsCanceled);

        var events = connection.Events;
        Assert.Equal(3, events.Count); // hello, snapshot, one frame: nothing was queued
        var frame = Data(events[2]);
        Assert.Equal((1, 21), ((long)frame["from"]!, (long)frame["seq"]!));
        var model = new ViewerModel();
        model.Take("snapshot", Data(events[1]));
        model.Take("frame", frame);
        var (_, tiles) = ViewerModel.Of(JsonNode.Parse(new HeatmapCache().Json(_hub.Current.Recent[^2].Picture).Span)!);
        Assert.All(tiles, tile => Assert.True(JsonNode.DeepEquals(tile.Value, model.Tiles[tile.Key])));
    }

    [Fact]
    public void One_encoding_is_shared_by_all_viewers_that_hold_the_same()
    {
        Publish(World.Three());
        var held = _hub.Current.Head!.Id;
        Publish();
        Publish();

        var head = _hub.Current.Encoded!;

        Assert.Same(head.For(held), head.For(held));
        Assert.Equal(StreamMessageKind.Merged, head.For(held).Kind);
        Assert.Same(head.Snapshot, head.For(null));
    }

    [Fact]
    public void A_merged_frame_names_the_lowest_block_that_was_rewound_to()
    {
        Publish(World.Three());
        var held = _hub.Current.Head!.Id;
        var picture = _hub.Current.Head.Picture;
        _hub.Publish(new Published(new StreamId(Journal, ++_seq), picture, 7, 5));
        _hub.Publish(new Published(new StreamId(Journal, ++_seq), picture, 7, 6));
        _hub.Publish(new Published(new StreamId(Journal, ++_seq), picture, 7, null));

        var merged = Data(System.Text.Encoding.UTF8.GetString(_hub.Current.Encoded!.For(held).Bytes.Span));

        Assert.Equal(5, (int)merged["rewind"]!["to"]!);
    }

    [Fact]
    public async Task A_viewer_whose_write_stalls_for_over_thirty_seconds_is_dropped()
    {
        Publish(World.Three());
        var connection = new HeldStream();
        var session = new ViewerSession(_hub, _time).RunAsync(connection, null, _stop.Token);
        await connection.AskedAsync(_stop.Token);

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(session.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        await Task.WhenAny(session);
        Assert.IsType<TimeoutException>(session.Exception!.InnerException);
    }

    [Fact]
    public void The_ring_of_publications_has_a_limit()
    {
        Publish(World.Three());
        for (var i = 0; i < 3 * FrameHub.RingSize; i++)
            Publish();

        Assert.Equal(FrameHub.RingSize, _hub.Current.Recent.Count);
        Assert.Equal(_seq, _hub.Current.Head!.Seq);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _meter.Dispose();
    }

    private static async Task LetAsync(HeldStream connection, int writes)
    {
        for (var i = 0; i < writes; i++)
        {
            await connection.AskedAsync(TestContext.Current.CancellationToken);
            connection.LetOne();
        }
    }

    private static JsonObject Data(string text) =>
        JsonNode.Parse(text.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..])!.AsObject();

    private void Publish(params Fact[] facts)
    {
        _chain.Mine(facts);
        var (block, _) = _chain.Last;
        var picture = _state.Apply(block, facts).Picture;
        _hub.Publish(new Published(new StreamId(Journal, ++_seq), picture, null, null));
    }
}
