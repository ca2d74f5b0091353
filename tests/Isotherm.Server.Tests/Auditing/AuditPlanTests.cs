using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Auditing;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Auditing;

public sealed class AuditPlanTests
{
    private static readonly HashSet<ClusterId> None = [];

    [Fact]
    public void Disputed_ones_come_first_then_the_queue_then_those_near_a_threshold_then_the_rest_in_turn()
    {
        // 16 000 required: critical at 19 200, warning at 24 000.
        var picture = Picture(40_000, 19_300, 40_000, 24_900, 17_000, 40_000, 50_000, 60_000, facts: [new Fact.QueueEntered(new ClusterId(5), 1, 2), new Fact.AuditFailed(new ClusterId(6))]);

        var chosen = new AuditPlan(new AuditOptions()).Choose(picture, None, 8);

        Assert.Equal([6, 5, 2, 4, 1, 3, 7, 8], Ids(picture, chosen));
    }

    [Fact]
    public void A_suspect_goes_first_as_if_it_were_disputed_already()
    {
        var picture = Picture(40_000, 40_000, 40_000, 40_000);
        Assert.Equal([4, 1], Ids(picture, new AuditPlan(new AuditOptions()).Choose(picture, new HashSet<ClusterId> { new(4) }, 2)));
    }

    [Fact]
    public void Every_cluster_is_visited_in_turn_though_the_urgent_ones_would_take_the_whole_budget()
    {
        var picture = Picture([.. Enumerable.Repeat(19_300, 40), .. Enumerable.Repeat(90_000, 20)]);
        var plan = new AuditPlan(new AuditOptions());
        HashSet<int> seen = [];
        for (ulong block = 1; block <= 30; block++)
        {
            var chosen = plan.Choose(picture, None, 8);
            Assert.Equal((8, 8), (chosen.Count, chosen.Distinct().Count()));
            Assert.Equal(seen.Count == 60, plan.Coverage(block) is not null);
            Visit(plan, chosen, block);
            seen.UnionWith(chosen);
        }

        Assert.Equal(60, seen.Count);
        Assert.InRange(plan.Coverage(30)!.Value, 1ul, 29ul);
    }

    [Fact]
    public void A_sweep_visits_all_with_the_whole_budget_and_ends()
    {
        var picture = Picture([.. Enumerable.Repeat(19_300, 10), .. Enumerable.Repeat(90_000, 10)]);
        var plan = new AuditPlan(new AuditOptions());
        Visit(plan, plan.Choose(picture, None, 5), 1);
        plan.Sweep(2);
        List<int> visited = [];
        for (ulong block = 2; block <= 5; block++)
        {
            Assert.True(plan.Sweeping);
            var chosen = plan.Choose(picture, None, 5);
            visited.AddRange(chosen);
            Visit(plan, chosen, block);
        }

        Assert.False(plan.Sweeping);
        Assert.Equal(Enumerable.Range(0, 20), visited.Order());
    }

    [Fact]
    public void A_visit_without_a_judgement_counts_for_the_turn_and_not_for_coverage()
    {
        var picture = Picture(90_000, 90_000);
        var plan = new AuditPlan(new AuditOptions());
        plan.Choose(picture, None, 2);
        plan.Visited(0, 1, isCompared: true);
        plan.Visited(1, 1, isCompared: false);

        Assert.Null(plan.Coverage(1));
        plan.Visited(1, 2, isCompared: true);
        Assert.Equal(1ul, plan.Coverage(2));
    }

    [Fact]
    public void A_network_that_grows_and_shrinks_by_a_rewind_is_still_visited()
    {
        var plan = new AuditPlan(new AuditOptions());
        Visit(plan, plan.Choose(Picture(90_000, 90_000, 90_000), None, 9), 1);
        Assert.Equal(2, plan.Choose(Picture(90_000, 90_000), None, 9).Count);
        var grown = plan.Choose(Picture(90_000, 90_000, 90_000, 90_000), None, 1);
        Assert.Equal([2], grown); // row 2 was forgotten with the rewind
    }

    private static void Visit(AuditPlan plan, IReadOnlyList<int> rows, ulong block)
    {
        foreach (var row in rows)
            plan.Visited(row, block, isCompared: true);
        plan.Close();
    }

    private static int[] Ids(NetworkPicture picture, IReadOnlyList<int> rows) => [.. rows.Select(row => (int)picture.Rows[row].Terms.Id.Value)];

    private static NetworkPicture Picture(params int[] tokens) => Picture(tokens, []);

    private static NetworkPicture Picture(int a, int b, int c, int d, int e, int f, int g, int h, Fact[] facts) => Picture([a, b, c, d, e, f, g, h], facts);

    private static NetworkPicture Picture(int[] tokens, Fact[] facts)
    {
        var header = new BlockHeader(1, "0x" + new string('1', 64), "0x" + new string('0', 64), World.Genesis, 20_000_000_000);
        var block = new Block(header, new FeedReading(20_000_000, 8, World.Genesis, 1), World.NativePrice);
        return new NetworkState(World.Rules()).Apply(block, [.. World.Class(), .. tokens.SelectMany((amount, i) => World.Cluster(i + 1, amount)), .. facts]).Picture;
    }
}
