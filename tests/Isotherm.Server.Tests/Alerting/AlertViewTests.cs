using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Alerting;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Alerting;

public sealed class AlertViewTests
{
    [Fact]
    public void A_node_belongs_to_the_cluster_that_holds_it_or_held_it_before_the_block()
    {
        var chain = new FakeChain();
        var state = new NetworkState(World.Rules());
        chain.Mine(World.Three());
        var first = state.Apply(chain.Last.Block, chain.Last.Facts).Picture;
        chain.Mine(new Fact.NodeMoved(new NodeId(10), new ClusterId(2)), new Fact.NodeRemoved(new NodeId(30)));
        var second = state.Apply(chain.Last.Block, chain.Last.Facts).Picture;
        var head = new AlertView(state, second, first, [], []);

        Assert.Equal(new ClusterId(2), head.ClusterOf(new NodeId(10)));
        Assert.Equal(new ClusterId(2), head.ClusterOf(new NodeId(20)));
        Assert.Equal(new ClusterId(3), head.ClusterOf(new NodeId(30)));
        Assert.Null(head.ClusterOf(new NodeId(40)));
        chain.Mine();
        state.Apply(chain.Last.Block, chain.Last.Facts);
        foreach (var kept in new[] { head, new AlertView(null, second, first, [], []) }) // the state has gone on, or there is none
        {
            Assert.Equal(new ClusterId(2), kept.ClusterOf(new NodeId(10)));
            Assert.Equal(new ClusterId(3), kept.ClusterOf(new NodeId(30)));
            Assert.Null(kept.ClusterOf(new NodeId(40)));
        }

        Assert.Equal(new ClusterId(1), new AlertView(state, first, null, [], []).ClusterOf(new NodeId(10)));
        Assert.Null(new AlertView(state, second, null, [], []).ClusterOf(new NodeId(30)));
    }

    [Fact]
    public async Task A_penalty_is_told_of_the_cluster_of_its_node_even_where_the_node_leaves_with_it()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var rule = new { network = "demo", name = "fines", kind = new { type = "penalty" }, scope = new { type = "clusters", clusters = new[] { "2" } }, groupWaitSeconds = 0, channels = new[] { alerted.Channel } };
        await alerted.Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules", rule);

        await alerted.Server.MineAsync(Penalty(10), Penalty(30));
        await alerted.Server.MineAsync(Penalty(20), new Fact.NodeRemoved(new NodeId(20)));

        await alerted.ToldAsync(1);
        var messages = (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/history?network=demo"))["messages"]!.AsArray();
        var message = Assert.Single(messages)!["message"]!;
        Assert.Equal("2", (string)Assert.Single(message["subjects"]!.AsArray())!["cluster"]!);
        Assert.Equal(2, (int)message["block"]!["number"]!);
        Assert.Contains("Node 20 was penalised", (string)message["headline"]!, StringComparison.Ordinal);
    }

    private static Fact.Penalised Penalty(int node) => new(new NodeId(node), 0, World.Token, "late");
}
