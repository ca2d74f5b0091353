using Isotherm.Cli.Keeping;
using Isotherm.Domain;

namespace Isotherm.Cli.Tests.Keeping;

public sealed class KeeperPlanTests
{
    [Fact]
    public void A_cluster_is_flagged_below_critical_and_not_at_it()
    {
        Assert.Equal(["flag 1"], Deeds(Scene.Of(Scene.Cluster(1, QueueState.None, Scene.Ratio(12_000, -1)))));
        Assert.Empty(Deeds(Scene.Of(Scene.Cluster(1, QueueState.None, Scene.Ratio(12_000)))));
        Assert.Equal("ratio 1.199999999999999999 is below 1.2", KeeperPlan.Of(Scene.Of(Scene.Cluster(1, QueueState.None, Scene.Ratio(12_000, -1)))).Deeds[0].Why);
    }

    [Fact]
    public void The_threshold_in_force_decides_not_the_first_one() =>
        Assert.Empty(Deeds(Scene.Of(Scene.Cluster(1, QueueState.None, Scene.Ratio(11_500))) with { CriticalBps = 11_000 }));

    [Fact]
    public void What_the_contract_did_not_say_is_not_acted_on()
    {
        Assert.Empty(Deeds(Scene.Of(Scene.Cluster(1, null, Scene.Ratio(1)), Scene.Cluster(2, QueueState.None), Scene.Cluster(3, QueueState.Liquidated), Scene.Cluster(4, QueueState.Grace, Scene.Ratio(1), 30))));
    }

    [Fact]
    public void What_is_due_goes_before_cures_and_flags_in_the_order_of_deadline_and_id() => Assert.Equal(
        ["liquidate 9", "liquidate 2", "liquidate 4", "cure 3", "flag 1"],
        Deeds(Scene.Of(
            Scene.Cluster(1, QueueState.None, Scene.Ratio(9_000)),
            Scene.Cluster(4, QueueState.Due, Scene.Ratio(9_000), -5),
            Scene.Cluster(3, QueueState.Recovered, Scene.Ratio(13_000), 20),
            Scene.Cluster(2, QueueState.Due, Scene.Ratio(9_000), -5),
            Scene.Cluster(9, QueueState.Due, Scene.Ratio(9_000), -50))));

    [Fact]
    public void What_is_under_way_or_not_in_the_manifest_is_left_alone()
    {
        var view = Scene.Of(Scene.Cluster(1, QueueState.None, Scene.Ratio(9_000)), Scene.Cluster(2, QueueState.Due, Scene.Ratio(9_000), -5));

        Assert.Equal(["liquidate 2"], Deeds(view with { UnderWay = new HashSet<Deed> { new(ActKind.Flag, new ClusterId(1)) } }));
        Assert.Equal(["flag 1"], Deeds(view with { Can = new HashSet<ActKind> { ActKind.Flag, ActKind.Cure } }));
    }

    [Theory]
    [InlineData(61, 0, "execution blocked: the token price is stale (older than 60 s)")]
    [InlineData(60, Scene.Now - 15, "execution blocked: the price has just returned, recovery window until 15:06:45 UTC")]
    public void What_is_blocked_waits_and_says_why(long priceAge, long freshSince, string why)
    {
        var plan = KeeperPlan.Of(Scene.Of(Scene.Cluster(1, QueueState.Blocked, Scene.Ratio(9_000), -5)) with { Block = Scene.At(priceAge), FreshSince = freshSince });

        Assert.Empty(plan.Deeds);
        Assert.Equal((new Deed(ActKind.Liquidate, new ClusterId(1)), why), Assert.Single(plan.Waiting));
    }

    [Theory]
    [InlineData(QueueState.Due, 61, true)]
    [InlineData(QueueState.Due, 60, false)]
    [InlineData(QueueState.Grace, 61, true)]
    [InlineData(QueueState.None, 61, false)]
    [InlineData(QueueState.Recovered, 61, false)]
    public void The_price_is_touched_where_the_contract_is_behind_by_more_than_its_greatest_age_and_somebody_waits(QueueState state, long behind, bool touches)
    {
        var view = Scene.Of(Scene.Cluster(1, state, Scene.Ratio(13_000), -5)) with { PriceSeen = Scene.Now - behind };

        Assert.Equal(touches, Deeds(view).Contains("touchPrice"));
        Assert.DoesNotContain("liquidate 1", touches ? Deeds(view) : []);
        Assert.DoesNotContain("touchPrice", Deeds(view with { Block = Scene.At(61) })); // a stale price cannot be noted
        Assert.DoesNotContain("touchPrice", Deeds(view with { PriceSeen = null }));
        Assert.DoesNotContain("touchPrice", Deeds(view with { Rules = Scene.Rules(RequirementUnit.Token) }));
    }

    private static string[] Deeds(KeeperView view) => [.. KeeperPlan.Of(view).Deeds.Select(d => d.Deed.ToString())];
}
