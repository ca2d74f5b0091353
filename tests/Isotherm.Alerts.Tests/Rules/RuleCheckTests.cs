using Isotherm.Alerts.Rules;
using Isotherm.Alerts.Tests.Machine;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Rules;

public sealed class RuleCheckTests
{
    public static TheoryData<Rule, string> Senseless => new()
    {
        { Desk.Rule("r", new RuleKind.RatioBelow(new RatioLevel.Own(0))), "/kind/threshold" },
        { Desk.Rule("r", new RuleKind.RatioBelow(new RatioLevel.Own(1_000_001))), "/kind/threshold" },
        { Desk.Rule("r", new RuleKind.InZone([Zone.Green, Zone.Yellow, Zone.Red])), "/kind/zones" },
        { Desk.Rule("r", new RuleKind.Queue(QueueStages.Cured)), "/kind/stages" },
        { Desk.Red() with { DeltaBps = 20_000 }, "/delta" },
        { Desk.Red() with { DeltaBps = 2_000_000 }, "/delta" },
        { Desk.Red() with { Channels = [] }, "/channels" },
        { Desk.Red() with { EscalateTo = "mail" }, "/escalateTo" },
        { Desk.Red() with { Scope = new RuleScope.Clusters([new ClusterId(1), new ClusterId(99)]) }, "/scope/clusters/1" },
        { Desk.Red() with { Scope = new RuleScope.Clusters([new ClusterId(2)]) }, "/scope/clusters/0" },
        { Desk.Red() with { Scope = new RuleScope.Operators(["0xcc"]) }, "/scope/operators/0" },
        { Desk.Red() with { Scope = new RuleScope.GpuClass(new(9)) }, "/scope/gpuClass" },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void A_rule_that_makes_no_sense_is_told_where(Rule rule, string place) =>
        Assert.Equal(place, Assert.Single(RuleCheck.Problems(rule, View())).Pointer);

    [Fact]
    public void A_rule_about_a_price_that_does_not_matter_can_never_fire()
    {
        var rule = Desk.Rule("r", new RuleKind.PriceStale());

        Assert.Empty(RuleCheck.Problems(rule, View()));
        Assert.Single(RuleCheck.Problems(rule, new SmallNetwork(1, RequirementUnit.Token).Mine()));
    }

    [Fact]
    public void The_starter_set_makes_sense_and_is_the_same_twice()
    {
        var set = StarterSet.For("me", "demo", [SmallNetwork.Owner], [], ["mail"]);

        Assert.All(set, rule => Assert.Empty(RuleCheck.Problems(rule, View())));
        Assert.All(set, rule => Assert.Empty(RuleJson.Parse(RuleJson.Write(rule)).Problems));
        Assert.Equal(set.Select(rule => rule.Id), StarterSet.For("me", "demo", [SmallNetwork.Owner], [], ["mail"]).Select(rule => rule.Id));
        Assert.Equal(set.Count, set.Select(rule => rule.Id).Distinct().Count());
        Assert.Throws<ArgumentException>(() => StarterSet.For("me", "demo", [], [], []));
    }

    [Fact]
    public void A_snooze_ends_and_on_red_within_a_day()
    {
        var now = DateTimeOffset.UnixEpoch;
        bool IsFine(Rule rule, TimeSpan? until, uint? worse) => SnoozeCheck.Problems(new(rule.Id, null, now + until, worse), rule, 12_000, now).Count == 0;
        var yellow = Desk.Rule("y", new RuleKind.RatioBelow(RatioLevel.Warning));

        Assert.True(IsFine(Desk.Red(), TimeSpan.FromHours(24), null));
        Assert.False(IsFine(Desk.Red(), TimeSpan.FromHours(25), null));
        Assert.False(IsFine(Desk.Red(), null, 10_000));
        Assert.True(IsFine(yellow, null, 10_000));
        Assert.False(IsFine(yellow, null, null));
        Assert.True(IsFine(yellow, TimeSpan.FromDays(30), null));
        Assert.False(IsFine(yellow, TimeSpan.Zero, null));
    }

    private static SmallView View()
    {
        SmallNetwork network = new(2);
        network.Change(2, terms => terms with { IsLiquidated = true });
        return network.Mine();
    }
}
