using Isotherm.Demo.Driving;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Tests;

public sealed class FirstBlocksTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Probe()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var season = await Season.StartAsync(1, 300, stop);
        for (var i = 0; i < 500; i++)
        {
            var sent = await season.NextAsync(stop);
            var v = sent.View;
            var gauge = new Gauge(new Script(1, 300, new Pace(2)), v);
            var shown = v.Clusters.Select(gauge.DisplayedBps).ToArray();
            var failed = await season.FailedAsync(v.Head.Number + 1, stop);
            if (i % 10 == 0 || failed.Count > 0)
            output.WriteLine($"{v.Tick} {PricePath.RegimeAt(v.Tick)} {v.TokenPrice} fee {(double)v.Head.BaseFee / 1e9:0.0} gas {v.Head.GasUsed / 1e6:0.0} alive {v.Clusters.Count} g {shown.Count(x => x > 15000)} y {shown.Count(x => x is >= 12000 and <= 15000)} r {shown.Count(x => x < 12000)} ? {shown.Count(x => x is null)} q {v.Clusters.Count(c => c.IsQueued)} calls {sent.Plan.Count} held {sent.Count.HeldBack} {sent.Count.Complaint} ops {sent.Plan.Count(p => p.Rank == Rank.Operator)} pen {sent.Plan.Count(p => p.Rank == Rank.Penalties)} ch {v.Changes.Count} est {sent.Plan.Sum(p => p.GasLikely) / 1e6:0.0} FAILED {string.Join(" ", failed.Select(f => season.Chain.Network.Accounts.ToList().IndexOf(f.Split(' ')[0]) + ":" + f.Split(' ')[1]))}");
        }
    }
}
