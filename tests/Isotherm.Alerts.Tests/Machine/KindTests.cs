using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

public sealed class KindTests
{
    [Fact]
    public void Green_to_red_within_five_blocks_is_sudden_and_slower_is_not()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Rule("sudden", new RuleKind.SuddenRed()));
        desk.Block();
        desk.Network.Set(1, 14_000).Set(2, 14_000);
        for (var i = 0; i < 4; i++)
            Assert.Empty(desk.Block());
        desk.Network.Set(1, 11_000);
        Assert.Equal("Cluster c-1 went from green to red within 5 blocks: ratio 1.10.", Assert.Single(desk.Block()).Headline);
        desk.Network.Set(2, 11_000);

        Assert.Empty(desk.Block());
    }

    [Fact]
    public void Yellow_is_persistent_after_its_time_without_a_break()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Rule("yellow", new RuleKind.PersistentYellow(60)));
        desk.Network.Set(1, 14_000);
        desk.Block();
        Assert.Empty(desk.Block(59));
        desk.Network.Set(1, 16_000);
        Assert.Empty(desk.Block(1));
        desk.Network.Set(1, 14_000);
        desk.Block();
        Assert.Empty(desk.Block(59));

        Assert.Equal("Cluster c-1 has been yellow for 1 min: ratio 1.40.", Assert.Single(desk.Block(1)).Headline);
    }

    [Fact]
    public void A_fall_by_exactly_the_share_within_the_blocks_is_drift()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Rule("drift", new RuleKind.Drift(1_000, 3)));
        for (var i = 0; i < 4; i++)
            desk.Block();
        desk.Network.Set(1, 18_000).Set(2, 18_001);

        var fire = Assert.Single(desk.Block());
        Assert.Equal("1", Assert.Single(fire.Subjects).Cluster);
        Assert.Empty(desk.Block());
        Assert.Empty(desk.Block());
        Assert.Equal(MessageKind.Resolve, Assert.Single(desk.Block()).Kind);
    }

    [Fact]
    public void A_price_fall_is_drift_of_all()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Rule("drift", new RuleKind.Drift(1_000, 3)) with { GroupWaitSeconds = 5 });
        for (var i = 0; i < 4; i++)
            desk.Block();
        desk.Network.Price = 180_000_000;

        Assert.Equal(2, Assert.Single(desk.Block()).SubjectCount);
    }

    [Fact]
    public void Thresholds_set_or_announced_are_told_once_and_retracted_when_orphaned()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Rule("protocol", new RuleKind.ProtocolChange(ProtocolTopics.Thresholds)));
        desk.Block();
        Fact[] facts = [new Fact.ThresholdsSet(16_000, 13_000), new Fact.ChangeScheduled(7, 2, 0, 17_000, 14_000, 1_900_000_000), new Fact.DemandSet(new(1), 9_000)];
        var told = desk.Block(facts);
        Assert.Equal(
            ["Announced: thresholds 1.7 (warning) and 1.4 (critical) from 2030-03-17 17:46:40 UTC.", "Thresholds are now 1.6 (warning) and 1.3 (critical), before 1.5 and 1.2."],
            told.Select(one => one.Headline).Order());
        Assert.Empty(desk.Block());
        Assert.Equal([MessageKind.Retract, MessageKind.Retract], desk.Rewind(2).Select(one => one.Kind));

        var again = desk.Block(facts);

        Assert.Equal(told.Select(one => (one.AlertId, MessageKind.Fire, 3)).Order(), again.Select(one => (one.AlertId, one.Kind, one.Transition)).Order());
        for (var i = 0; i < 600; i++)
            Assert.Empty(desk.Block());
        Assert.Equal(2, desk.Block(facts).Count);
    }

    [Fact]
    public void The_same_penalty_twice_is_two_alerts()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Rule("penalty", new RuleKind.Penalty()) with { Scope = new RuleScope.Clusters([new ClusterId(2)]) });
        var penalty = new Fact.Penalised(new(201), 0, 5 * System.Numerics.BigInteger.Pow(10, 18), "offline");

        var told = desk.Block(penalty, penalty, penalty with { Node = new(101) }).Concat(desk.Block(penalty)).ToList();

        Assert.Equal(3, told.Select(one => one.AlertId).Distinct().Count());
        Assert.All(told, one => Assert.Equal("Cluster c-2 was penalised. Node 201 was penalised 5 GRID: offline: ratio 2.00.", one.Headline));
    }

    [Fact]
    public void The_price_feed_and_the_audit_fire_and_resolve()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Rule("price", new RuleKind.PriceStale()), Desk.Rule("audit", new RuleKind.AuditMismatch()));
        desk.Block();
        desk.Network.IsPriceStale = true;
        Assert.Equal("The token price is 100 s old, more than 60 s.", Assert.Single(desk.Block()).Headline);
        desk.Network.IsPriceStale = false;
        Assert.Equal((MessageKind.Resolve, "The token price is usable again."), Assert.Single(desk.Block()) is var over ? (over.Kind, over.Headline) : default);
        desk.Network.Change(1, terms => terms with { IsDisputed = true });
        Assert.Equal("Cluster c-1 disagrees with the contract's own figures.", Assert.Single(desk.Block(new Fact.AuditFailed(new(1)))).Headline);
        Assert.Empty(desk.Block(new Fact.AuditFailed(new(1))));
        desk.Network.Change(1, terms => terms with { IsDisputed = false });

        Assert.Equal(MessageKind.Resolve, Assert.Single(desk.Block(new Fact.AuditPassed(new(1)))).Kind);
    }

    [Fact]
    public void A_cluster_that_registers_later_is_covered_by_its_operator()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red() with { Scope = new RuleScope.Operators(["0xBB"]) });
        desk.Network.Set(1, 11_000);
        Assert.Empty(desk.Block());
        desk.Network.Add(2, "0xbb").Set(2, 11_000);

        Assert.Equal("2", Assert.Single(Assert.Single(desk.Block()).Subjects).Cluster);
    }

    [Fact]
    public void Being_in_a_zone_fires_and_leaving_it_resolves()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Rule("zone", new RuleKind.InZone([Zone.Yellow, Zone.Exempt])));
        desk.Network.Set(1, 15_000);
        Assert.Equal((AlertSeverity.Warning, "Cluster c-1 is yellow or exempt: ratio 1.50."), Assert.Single(desk.Block()) is var fire ? (fire.Severity, fire.Headline) : default);
        desk.Network.Change(1, terms => terms with { Gpus = 0 });
        Assert.Empty(desk.Block());
        desk.Network.Change(1, terms => terms with { Gpus = 1 }).Set(1, 15_001);

        Assert.Equal(MessageKind.Resolve, Assert.Single(desk.Block()).Kind);
    }
}
