using System.Runtime.InteropServices;
using Isotherm.Engine;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Tests.Api;

public sealed class HeatmapCacheTests
{
    private readonly HeatmapCache _cache = new();

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public void A_block_is_packed_once_however_many_ask_at_once(string? coding)
    {
        var picture = At(1);
        using var together = new Barrier(8);

        var bodies = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).WithExecutionMode(ParallelExecutionMode.ForceParallelism).Select(_ =>
        {
            together.SignalAndWait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            return Bytes(picture, coding);
        }).ToArray();

        Assert.All(bodies, body => Assert.Same(bodies[0], body));
    }

    [Fact]
    public void Of_a_network_no_more_than_two_pictures_bodies_are_held()
    {
        var pictures = Enumerable.Range(1, 9).Select(At).ToArray();

        foreach (var picture in pictures)
            Bytes(picture, "br");

        Assert.Equal(2, _cache.Held);
        GC.KeepAlive(pictures);
    }

    [Fact]
    public void Who_reads_through_the_past_does_not_take_the_head_s_place()
    {
        var head = At(100);
        var held = Bytes(head, "br");
        var past = Enumerable.Range(1, 9).Select(At).ToArray();

        foreach (var picture in past)
            Bytes(picture, "br");

        Assert.Same(held, Bytes(head, "br"));
        Assert.Equal(2, _cache.Held);
        GC.KeepAlive(past);
    }

    [Fact]
    public void Networks_do_not_take_each_others_places()
    {
        var (one, other) = (At(1), At(1, "other"));
        var held = (Bytes(one, "br"), Bytes(other, "br"));
        var more = Enumerable.Range(2, 5).Select(number => At(number, "other")).ToArray();

        foreach (var picture in more)
            Bytes(picture, "br");

        Assert.Same(held.Item1, Bytes(one, "br"));
        Assert.NotSame(held.Item2, Bytes(other, "br"));
        GC.KeepAlive(more);
    }

    private static NetworkPicture At(int number) => At(number, "demo");

    private static NetworkPicture At(int number, string network)
    {
        var picture = RandomPictures.Of(number, 20, 64);
        return picture with { Market = picture.Market with { Rules = World.Rules(network), Block = picture.Market.Block with { Number = (ulong)number } } };
    }

    private byte[] Bytes(NetworkPicture picture, string? coding) =>
        MemoryMarshal.TryGetArray(_cache.Columns(picture, coding), out var body) ? body.Array! : throw new InvalidOperationException("A body is an array.");
}
