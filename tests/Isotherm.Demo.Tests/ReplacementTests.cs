using System.Numerics;
using CsCheck;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Driving;
using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Tests;

public sealed class ReplacementTests
{
    private const int Clusters = 300;

    [Fact]
    public void However_many_fall_due_280_to_320_clusters_stay_alive() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 150].Array[120]).Sample((seed, falls) =>
        {
            var script = new Script(seed, Clusters, new Pace(2));
            var alive = Enumerable.Range(1, Clusters).Select(i => Living(i)).ToList();
            var (next, least, most) = (Clusters + 1L, Clusters, Clusters);
            for (var tick = 1; tick <= falls.Length; tick++)
            {
                alive = [.. alive.Select((c, i) => i < falls[tick - 1] ? c with { Queue = QueuePlace.Due, FlaggedAt = 1 } : c)];
                var plan = Plan.Make(script, View(tick, alive));
                var seized = Arguments(plan, Abi.LiquidateMany).SelectMany(a => ((object[])a[0]).Select(id => (long)(BigInteger)id)).ToHashSet();
                alive.RemoveAll(c => seized.Contains(c.Id));
                var registered = Arguments(plan, Abi.RegisterClusters).Sum(a => ((object[])a[0]).Length);
                alive.AddRange(Enumerable.Range(0, registered).Select(_ => Living(next++)));
                (least, most) = (Math.Min(least, alive.Count), Math.Max(most, alive.Count));
            }

            return least >= 280 && most <= 320;
        }, iter: 20);

    [Fact]
    public void The_same_view_gives_the_same_plan_whatever_was_planned_before()
    {
        var script = new Script(4, Clusters, new Pace(2));
        var view = View(33, [.. Enumerable.Range(1, Clusters).Select(i => Living(i))]);
        var first = Plan.Make(script, view);
        for (var tick = 34; tick < 60; tick++)
        {
            Plan.Make(script, view with { Tick = tick });
        }

        Assert.Equal(first.Select(c => Convert.ToHexString(c.Data)), Plan.Make(script, view).Select(c => Convert.ToHexString(c.Data)));
        Assert.NotEmpty(first);
    }

    [Fact]
    public void The_price_is_set_before_it_can_grow_stale_at_every_pace()
    {
        foreach (var seconds in new[] { 1, 2, 5, 12, 30 })
        {
            var script = new Script(9, Clusters, new Pace(seconds));
            var (updatedAt, oldest) = (0L, 0L);
            for (var tick = 1; tick < PricePath.Cycle * 3; tick++)
            {
                var now = (long)tick * seconds;
                oldest = Math.Max(oldest, now - updatedAt);
                var view = View(tick, []) with { Head = Head(tick, now), TokenUpdatedAt = updatedAt };
                updatedAt = Plan.Make(script, view).Any(c => c.Target == Target.TokenFeed) ? now + seconds : updatedAt;
            }

            Assert.True(oldest <= Rules.MaxAgeSeconds - seconds, $"at {seconds} s a block the price grew {oldest} s old");
        }
    }

    private static IEnumerable<IReadOnlyList<object>> Arguments(IReadOnlyList<PlannedCall> plan, AbiFunction function) =>
        plan.Select(c => function.DecodeCall(c.Data)).OfType<AbiDecoded.Values>().Select(v => v.Items);

    private static ClusterView Living(long id) => new(
        id, $"eu-h100-{id}", (int)(id % Settlers.Operators), 3, [new NodeView(id * 10, 8), new NodeView((id * 10) + 1, 8)],
        16 * new BigInteger(40_000_000_000) * 10_000, new BigInteger(2_000_000_000_000_000_000), QueuePlace.None, 0);

    private static HeadBlock Head(long number, long timestamp) => new(number, "0x", timestamp, GasPath.Home, 15_000_000, 30_000_000);

    private static WorldView View(long tick, IReadOnlyList<ClusterView> clusters) => new(
        Head(tick, 1_000_000 + (tick * 2)),
        tick,
        PricePath.TokenHome,
        1_000_000 + (tick * 2),
        PricePath.NativeHome,
        1_000_000 + (tick * 2),
        Rules.CriticalBps,
        clusters,
        [.. GpuModel.All.Select((m, i) => new ClassView(i + 1, m.Base, 10_000))],
        [],
        -1,
        new Dictionary<string, int>());
}
