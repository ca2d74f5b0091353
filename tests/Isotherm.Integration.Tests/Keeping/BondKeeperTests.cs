using System.Numerics;
using Isotherm.Integration.Tests.Generality;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Keeping;

/// <summary>The same program runs the queue of a contract of another shape, by its manifest alone.</summary>
public sealed class BondKeeperTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Marks_clears_and_seizes_by_the_manifest_of_rig_bonds()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        BondNetwork network = await BondNetwork.DeployAsync(node, Ct);
        string file = Path.Combine(data.Path, "bonds.json");
        await File.WriteAllTextAsync(file, network.ManifestText(), Ct);
        (string farmer, byte[] model) = (network.FarmerAccounts.First(), BondNetwork.Bytes32("h100"));
        BigInteger token = BigInteger.Pow(10, 18);
        await node.MineAsync([network.Call(network.Steward, BondAbi.ListModel, model, 10 * token, 10_000)], Ct);
        await node.MineAsync([network.Call(farmer, BondAbi.OpenFarm, model, BondNetwork.Bytes32("north"))], Ct);
        await node.MineAsync([network.Call(farmer, BondAbi.Plug, 1, 10, 200 * token)], Ct);
        await using RunningKeeper keeper = RunningKeeper.Start(file, "--from", network.Keeper);

        await node.MineAsync([network.Call(network.Steward, BondAbi.SetFactor, model, 20_000)], Ct); // 200 of 200 needed: below 1.2
        await DoneAsync(keeper, node, "flag", 1);
        await node.MineAsync([network.Call(network.Steward, BondAbi.SetFactor, model, 10_000)], Ct);
        await DoneAsync(keeper, node, "cure", 1);
        await node.MineAsync([network.Call(network.Steward, BondAbi.SetFactor, model, 20_000)], Ct);
        await DoneAsync(keeper, node, "flag", 2);
        await node.AdvanceAsync(61, Ct);
        await node.AskAsync("evm_mine", [], Ct);
        await node.AdvanceAsync(1, Ct);
        await DoneAsync(keeper, node, "liquidate", 1);

        Assert.Equal("200000000000000000000", keeper.Of("done", "liquidate")[0].GetProperty("seized").GetString());
        Assert.Equal((0, 0), (keeper.Count("refused"), keeper.Count("reverted")));
    }

    private static async Task DoneAsync(RunningKeeper keeper, LocalNode node, string act, int times)
    {
        await keeper.ToldAsync("sent", act, times, Ct);
        await node.AskAsync("evm_mine", [], Ct);
        await keeper.ToldAsync("done", act, times, Ct);
    }
}
