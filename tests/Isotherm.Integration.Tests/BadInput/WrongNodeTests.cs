using System.Text.Json;
using Isotherm.Integration.Tests.Network;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>The node is missing, or is not the one that the manifest and the data directory mean: one sentence, and recovery without a restart.</summary>
public sealed class WrongNodeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_says_what_is_wrong_with_each_node_at_its_endpoint_and_takes_the_right_one()
    {
        int port = AnvilProcess.FreePort();
        using DataDirectory data = new();
        string manifest;
        await using (LocalNode right = await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct))
            manifest = (await SmallNetwork.MakeAsync(right, 8, Ct)).Contracts.ManifestText(genesis: (await right.BlockAsync(0ul, Ct)).Hash);

        await using ServerProcess server = ServerProcess.Start(manifest, data.Path);
        string down = await server.ProblemAsync($"http://127.0.0.1:{port}", Ct);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, await server.StatusOfAsync("/health/ready", Ct));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, await server.StatusOfAsync("/api/v1/networks/demo/heatmap", Ct));

        await using (await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct, "--chain-id", "99"))
            Assert.Contains("expected chain 31337", await server.ProblemAsync("on chain 99", Ct), StringComparison.Ordinal);

        await using (await LocalNode.StartAsync(port, LocalNode.GenesisTime - 1_000, Ct))
            Assert.Contains("expected 0x", await server.ProblemAsync("genesis block", Ct), StringComparison.Ordinal);

        await using (await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct))
            Assert.Contains("settlement", await server.ProblemAsync("no contract at", Ct), StringComparison.Ordinal);

        await using (LocalNode otherFeed = await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct))
        {
            await ReferenceNetwork.DeployAsync(otherFeed, 6, Ct);
            Assert.Contains("expected 8", await server.ProblemAsync("6 decimals", Ct), StringComparison.Ordinal);
        }

        Assert.NotEqual("", down);
        await using LocalNode good = await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct);
        await SmallNetwork.MakeAsync(good, 8, Ct);
        await server.HealthyAtAsync((await good.HeadAsync(Ct)).Hash, Ct);
        Assert.Equal(System.Net.HttpStatusCode.OK, await server.StatusOfAsync("/health/ready", Ct));
        Assert.Equal(SmallNetwork.Clusters, (await server.HeatmapAsync(Ct)).GetProperty("clusters").GetArrayLength());
    }

    [Fact]
    public async Task A_node_that_dies_leaves_the_last_picture_and_is_taken_up_again_where_it_stands()
    {
        using DataDirectory data = new();
        string dump = Path.Combine(data.Path, "chain.json");
        LocalNode node = await LocalNode.StartAsync(Ct);
        try
        {
            SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
            await using ServerProcess server = ServerProcess.Start(network.Contracts.ManifestText(), data.Path);
            await server.HealthyAtAsync((await node.HeadAsync(Ct)).Hash, Ct);
            JsonElement before = await server.HeatmapAsync(Ct);
            await node.DumpAsync(dump, Ct);
            int port = node.Port;
            await node.DisposeAsync();

            await server.ProblemAsync($"http://127.0.0.1:{port}", Ct);
            Assert.Equal(before.GetRawText(), (await server.HeatmapAsync(Ct)).GetRawText());

            node = await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct, "--load-state", dump);
            await node.MineAsync([], Ct);
            await server.HealthyAtAsync((await node.HeadAsync(Ct)).Hash, Ct);
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_data_directory_of_another_chain_is_left_as_it_is()
    {
        using DataDirectory data = new();
        int port = AnvilProcess.FreePort();
        string manifest;
        JsonElement before;
        await using (LocalNode first = await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct))
        {
            manifest = (await SmallNetwork.MakeAsync(first, 8, Ct)).Contracts.ManifestText();
            await using ServerProcess server = ServerProcess.Start(manifest, data.Path);
            await server.HealthyAtAsync((await first.HeadAsync(Ct)).Hash, Ct);
            before = await server.HeatmapAsync(Ct);
        }

        await using ServerProcess again = await StartOnAnotherChainAsync(port, manifest, data.Path, before);
        await using LocalNode back = await LocalNode.StartAsync(port, LocalNode.GenesisTime, Ct);
        await SmallNetwork.MakeAsync(back, 8, Ct);
        await again.HealthyAtAsync((await back.HeadAsync(Ct)).Hash, Ct);
        Assert.Equal(before.GetRawText(), (await again.HeatmapAsync(Ct)).GetRawText());
    }

    private static async Task<ServerProcess> StartOnAnotherChainAsync(int port, string manifest, string data, JsonElement before)
    {
        await using LocalNode other = await LocalNode.StartAsync(port, LocalNode.GenesisTime - 1_000, Ct);
        await SmallNetwork.MakeAsync(other, 8, Ct);
        ServerProcess server = ServerProcess.Start(manifest, data);
        Assert.Contains("expected 0x", await server.ProblemAsync("genesis block", Ct), StringComparison.Ordinal);
        Assert.Equal(before.GetRawText(), (await server.HeatmapAsync(Ct)).GetRawText());
        return server;
    }
}
