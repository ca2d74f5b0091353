using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Driving;
using Isotherm.Demo.World;
using Isotherm.Testing;

namespace Isotherm.Demo.Tests;

public sealed class ReorganisationTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reorganisation_that_drops_the_drivers_transactions_does_not_disturb_it()
    {
        await using var season = await Season.StartAsync(5, 60, Stop);
        await DriveAsync(season, 12);
        var before = await season.Chain.Node.HeadAsync(Stop);
        await season.Chain.Node.TellAsync("anvil_reorg", [5, Array.Empty<object>()], Stop);
        var after = await season.Chain.Node.HeadAsync(Stop);
        Assert.Equal(before.Number, after.Number);
        Assert.NotEqual(before.Hash, after.Hash);
        await SameAsANewcomersPlanAsync(season);
        await GoesOnAsync(season);
    }

    [Fact]
    public async Task A_chain_that_comes_back_lower_does_not_disturb_it()
    {
        await using var season = await Season.StartAsync(6, 60, Stop);
        await DriveAsync(season, 12);
        var before = await season.Chain.Node.HeadAsync(Stop);
        await season.Chain.Node.TellAsync("anvil_rollback", [7], Stop);
        Assert.Equal(before.Number - 7, (await season.Chain.Node.HeadAsync(Stop)).Number);
        await SameAsANewcomersPlanAsync(season);
        await GoesOnAsync(season);
    }

    [Fact]
    public async Task After_two_dumps_and_restarts_the_same_network_goes_on_and_the_base_fee_follows()
    {
        await using var season = await Season.StartAsync(8, 60, Stop);
        await DriveAsync(season, 15);
        var folder = Directory.CreateTempSubdirectory("isotherm-demo-");
        try
        {
            var dump = Path.Combine(folder.FullName, "chain.json");
            await ChainDump.WriteAsync(season.Chain.Node, dump, Stop);
            var head = await season.Chain.Node.HeadAsync(Stop);
            await using var between = await AnvilProcess.StartAsync([.. Season.NodeOptions(season.Chain.Network.GenesisTime), "--load-state", dump]);
            using (var passing = DemoChain.Resume(between.Url, season.Chain.Network, Season.BlockSeconds, TimeProvider.System))
            {
                await ChainDump.WriteAsync(passing.Node, dump, Stop);
            }

            await using var restarted = await AnvilProcess.StartAsync([.. Season.NodeOptions(season.Chain.Network.GenesisTime), "--load-state", dump]);
            using var resumed = DemoChain.Resume(restarted.Url, season.Chain.Network, Season.BlockSeconds, TimeProvider.System);
            Assert.Equal(season.Chain.Network.Genesis, await resumed.Node.HashAtAsync(0, Stop));
            Assert.Equal(head, await resumed.Node.HeadAsync(Stop));
            using var saved = JsonDocument.Parse(await File.ReadAllBytesAsync(dump, Stop));
            Assert.Equal(head.Number + 1, saved.RootElement.GetProperty("blocks").GetArrayLength());
            await resumed.Node.TellAsync("evm_setAutomine", [false], Stop);
            var sent = Assert.IsType<StepResult.Sent>(await resumed.Driver.StepAsync(Stop));
            Assert.Equal(60, sent.View.Clusters.Count);
            Assert.Equal(0, sent.Count.HeldBack);
            await resumed.Node.TellAsync("evm_mine", [], Stop);
            var next = await resumed.Node.HeadAsync(Stop);
            Assert.Equal(BaseFee.Next(head.BaseFee, head.GasUsed, head.GasLimit), next.BaseFee);
            Assert.True(next.GasUsed > 1_000_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task DriveAsync(Season season, int blocks)
    {
        for (var i = 0; i < blocks; i++)
        {
            await season.NextAsync(Stop);
        }
    }

    // What a driver remembers must not matter: one that has seen nothing plans the same.
    private static async Task SameAsANewcomersPlanAsync(Season season)
    {
        var head = await season.Chain.Node.HeadAsync(Stop);
        var remembering = new ViewReader(season.Chain.Node, season.Chain.Network);
        var script = new Script(season.Chain.Network.Seed, season.Chain.Network.Clusters, new Pace(Season.BlockSeconds));
        var fresh = await remembering.ReadAsync(head, Stop);
        var old = Assert.IsType<StepResult.Sent>(await season.Chain.Driver.StepAsync(Stop));
        Assert.Equal(Plan.Make(script, fresh!).Select(Text), old.Plan.Select(Text));
        await season.MineAsync(Stop);
    }

    private static async Task GoesOnAsync(Season season)
    {
        var from = (await season.Chain.Node.HeadAsync(Stop)).Number;
        BigInteger lastFee = 0;
        for (var i = 0; i < 20; i++)
        {
            var sent = await season.NextAsync(Stop);
            Assert.Equal(from + i, sent.View.Head.Number);
            Assert.InRange(sent.View.Clusters.Count, 56, 64);
            lastFee = sent.View.Head.BaseFee;
        }

        var head = await season.Chain.Node.HeadAsync(Stop);
        var view = await new ViewReader(season.Chain.Node, season.Chain.Network).ReadAsync(head, Stop);
        Assert.InRange(head.Timestamp - view!.TokenUpdatedAt, 0, Rules.MaxAgeSeconds / 2);
        Assert.InRange(lastFee, 10_000_000_000, 40_000_000_000);
        Assert.True(head.GasUsed > 1_000_000);
    }

    private static string Text(PlannedCall call) => $"{call.Account} {call.Target} {Hex.Encode(call.Data)} {call.GasLimit} {call.Rank}";
}
