using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

public sealed class CalmTests
{
    [Fact]
    public void A_ratio_that_swings_round_the_level_for_500_blocks_fires_once_and_does_not_resolve()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        for (var i = 0; i < 500; i++)
        {
            desk.Network.Set(1, i % 2 == 0 ? 11_950 : 12_050);
            desk.Block();
        }

        Assert.Equal(MessageKind.Fire, Assert.Single(desk.Sent).Kind);
        Assert.Empty(Step(desk, 12_199));
        Assert.Equal(MessageKind.Resolve, Assert.Single(Step(desk, 12_200)).Kind);
    }

    [Fact]
    public void It_fires_below_the_level_and_not_at_it()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());

        Assert.Empty(Step(desk, 12_000));
        var fire = Assert.Single(Step(desk, 11_999));

        Assert.Equal((MessageKind.Fire, AlertSeverity.Critical, 1), (fire.Kind, fire.Severity, fire.SubjectCount));
        Assert.Equal("Cluster c-1 is below 1.2: ratio 1.1999.", fire.Headline);
        var subject = Assert.Single(fire.Subjects);
        Assert.Equal("Collateral fell by 0.02 GRID.", subject.Why);
        Assert.Equal(12_000, subject.ThresholdBps);
        Assert.Equal(SmallNetwork.Tokens(1), subject.Shortfall);
    }

    [Fact]
    public void Pending_blocks_must_all_hold_and_hold_blocks_must_all_be_over()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red() with { PendingBlocks = 2, HoldBlocks = 2 });

        Assert.Empty(Step(desk, 11_000));
        Assert.Empty(Step(desk, 11_000));
        Assert.Empty(Step(desk, 12_100));
        Assert.Empty(Step(desk, 11_000));
        Assert.Empty(Step(desk, 11_000));
        Assert.Equal(MessageKind.Fire, Assert.Single(Step(desk, 11_000)).Kind);
        Assert.Empty(Step(desk, 13_000));
        Assert.Empty(Step(desk, 13_000));
        Assert.Empty(Step(desk, 12_100));
        Assert.Empty(Step(desk, 13_000));
        Assert.Empty(Step(desk, 13_000));
        Assert.Equal(MessageKind.Resolve, Assert.Single(Step(desk, 13_000)).Kind);
    }

    [Fact]
    public void A_year_of_backfill_says_nothing_and_then_says_all_that_holds_in_one_message()
    {
        Desk desk = new(new SmallNetwork(30), Desk.Red(12)) { Send = false };
        Random random = new(7);
        for (var i = 0; i < 2_000; i++)
        {
            desk.Network.Set(random.Next(1, 31), random.Next(2) == 0 ? 11_000 : 16_000);
            Assert.Empty(desk.Block(4 * 3_600));
            Assert.Empty(desk.Clock(desk.Network.Now, DataState.Stale));
        }

        var red = desk.Network.Rows.Count(row => row.Collateral < SmallNetwork.Tokens(12_000));
        desk.Send = true;
        var fire = Assert.Single(desk.Block());

        Assert.Equal((MessageKind.Fire, red), (fire.Kind, fire.SubjectCount));
        Assert.InRange(red, 5, 25);
    }

    [Fact]
    public void A_storm_is_told_at_once_and_those_that_follow_are_gathered()
    {
        Desk desk = new(new SmallNetwork(30), Desk.Red(12));
        desk.Block();
        for (var id = 1; id <= 14; id++)
            desk.Network.Set(id, 11_000 - id);

        var first = Assert.Single(desk.Block());
        Assert.Equal($"14 clusters of operator {SmallNetwork.Owner} are below 1.2.", first.Headline);
        Assert.Equal(["14", "13", "12"], first.Subjects.Take(3).Select(one => one.Cluster));
        for (var id = 15; id <= 24; id++)
        {
            desk.Network.Set(id, 11_000);
            if (id % 2 == 0)
                Assert.Empty(desk.Block());
        }

        var more = Assert.Single(desk.Clock(desk.Network.Now.AddSeconds(20)));
        Assert.Equal((first.AlertId, 2, MessageKind.Update, 24), (more.AlertId, more.Transition, more.Kind, more.SubjectCount));
        Assert.Equal(20, more.Subjects.Count);
        Assert.Empty(desk.Clock(desk.Network.Now.AddSeconds(40)));
    }

    [Fact]
    public void A_cluster_that_falls_after_the_wait_has_an_alert_of_its_own()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Red(12));
        var first = Assert.Single(Step(desk, 11_000));
        desk.Network.Set(2, 11_000);

        var second = Assert.Single(desk.Block(60));

        Assert.Equal(MessageKind.Fire, second.Kind);
        Assert.NotEqual(first.AlertId, second.AlertId);
    }

    [Fact]
    public void The_price_is_named_when_it_is_what_moved_the_ratio()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Block();
        desk.Network.Price = 100_000_000;

        var fire = Assert.Single(desk.Block());

        Assert.Equal("The GRID price fell 50 %, from 2 to 1 USD.", Assert.Single(fire.Subjects).Why);
    }

    [Fact]
    public void A_calm_block_reads_no_row_and_asks_the_kernel_once_for_a_level_of_ones_own()
    {
        Desk desk = new(new SmallNetwork(50), Desk.Red(), Desk.Rule("own", new RuleKind.RatioBelow(new RatioLevel.Own(13_000))), Desk.Rule("sudden", new RuleKind.SuddenRed()));
        desk.Block();
        desk.Block();

        Assert.Equal((1, 0), (desk.Network.Head.KernelCalls, desk.Network.Head.Readings));
    }

    private static IReadOnlyList<AlertMessage> Step(Desk desk, int bps)
    {
        desk.Network.Set(1, bps);
        return desk.Block();
    }
}
