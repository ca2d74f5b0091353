using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

public sealed class HoldingBackTests
{
    private static readonly Rule Yellow = Desk.Rule("yellow", new RuleKind.RatioBelow(new RatioLevel.Own(15_000)));
    private static readonly Rule Queue = Desk.Rule("queue", new RuleKind.Queue(QueueStages.All));

    [Fact]
    public void Red_holds_back_yellow_until_red_is_over()
    {
        Desk desk = new(new SmallNetwork(1), Yellow, Desk.Red());
        desk.Network.Set(1, 11_000);
        Assert.Equal("red", Assert.Single(desk.Block()).Rule);

        desk.Network.Set(1, 13_000);
        var both = desk.Block();

        Assert.Equal([("yellow", MessageKind.Fire), ("red", MessageKind.Resolve)], both.Select(one => (one.Rule, one.Kind)).OrderBy(one => one.Kind));
    }

    [Fact]
    public void The_queue_holds_back_red_but_not_for_another_owner_or_channel()
    {
        Desk desk = new(
            new SmallNetwork(1), Desk.Red(), Queue, Desk.Red() with { Id = "other", Owner = "you" }, Desk.Red() with { Id = "pager", Channels = ["mail", "pager"] });
        desk.Network.Set(1, 11_000).Flag(1, 100);

        Assert.Equal(["other", "pager", "queue"], desk.Block().Select(one => one.Rule).Order());
    }

    [Fact]
    public void Each_milestone_of_the_grace_period_is_told_once_by_block_time()
    {
        Desk desk = new(new SmallNetwork(1), Queue);
        desk.Network.Set(1, 11_000);
        desk.Block();
        desk.Network.Flag(1, 100);
        var entered = Assert.Single(desk.Block());
        Assert.Equal(entered.Subjects[0].Deadline, entered.ExpiresAt);
        Assert.Empty(desk.Block(49));
        Assert.Equal("Cluster c-1 has used half of the grace period: ratio 1.10.", Assert.Single(desk.Block(1)).Headline);
        Assert.Empty(desk.Block(39));
        Assert.Equal("Cluster c-1 has a tenth of the grace period left: ratio 1.10.", Assert.Single(desk.Block(1)).Headline);
        Assert.Empty(desk.Block(10));
        var due = Assert.Single(desk.Block(1));
        Assert.Equal((MessageKind.Update, entered.AlertId, 4, null), (due.Kind, due.AlertId, due.Transition, due.ExpiresAt));
        desk.Network.Change(1, terms => terms with { IsLiquidated = true, Collateral = 0 });

        var lost = Assert.Single(desk.Block());

        Assert.Equal((MessageKind.Update, AlertSeverity.Critical, "Cluster c-1 lost the collateral: liquidated."), (lost.Kind, lost.Severity, lost.Headline));
        for (var i = 0; i < (int)AlertFold.ReopenBlocks; i++)
            Assert.Empty(desk.Block());
        var closed = Assert.Single(desk.Block()); // or an incident would stay open for ever where incidents are kept
        Assert.Equal(
            (MessageKind.Resolve, AlertSeverity.Info, entered.AlertId, "Cluster c-1 was liquidated: that is final, and this alert is closed."),
            (closed.Kind, closed.Severity, closed.AlertId, closed.Headline));
        for (var i = 0; i < 600; i++)
            Assert.Empty(desk.Block());
        Assert.Empty(desk.Fold.Board().Episodes);
    }

    [Fact]
    public void Of_several_in_one_alert_the_liquidated_leave_in_silence_and_the_last_one_ends_it()
    {
        Desk desk = new(new SmallNetwork(3), Queue with { GroupWaitSeconds = 10 });
        desk.Network.Set(1, 11_000).Set(2, 11_000).Set(3, 11_000);
        desk.Block();
        desk.Network.Flag(1, 10).Flag(2, 10).Flag(3, 100_000);
        var entered = Assert.Single(desk.Block());
        desk.Block(20);
        desk.Network.Change(1, Lost).Change(2, Lost);
        desk.Block();

        for (var i = 0; i < 600; i++)
            Assert.Empty(desk.Block());

        desk.Network.Change(3, terms => terms with { IsQueued = false, FlaggedAt = 0, Deadline = 0, Collateral = SmallNetwork.Tokens(20_000) });
        var end = Assert.Single(desk.Block());
        Assert.Equal((MessageKind.Resolve, entered.AlertId, "3 clusters are out of the liquidation queue."), (end.Kind, end.AlertId, end.Headline));

        static ClusterTerms Lost(ClusterTerms terms) => terms with { IsLiquidated = true, Collateral = 0 };
    }

    [Fact]
    public void A_cure_resolves_and_a_second_flag_is_another_alert()
    {
        Desk desk = new(new SmallNetwork(1), Queue);
        desk.Network.Set(1, 11_000).Flag(1, 100);
        var first = Assert.Single(desk.Block());
        desk.Network.Set(1, 13_000);
        Assert.Contains("still flagged", Assert.Single(desk.Block()).Headline, StringComparison.Ordinal);
        desk.Network.Change(1, terms => terms with { IsQueued = false, FlaggedAt = 0, Deadline = 0 });
        Assert.Equal("Cluster c-1 is out of the liquidation queue: ratio 1.30.", Assert.Single(desk.Block()).Headline);
        desk.Network.Set(1, 11_000).Flag(1, 100);

        Assert.NotEqual(first.AlertId, Assert.Single(desk.Block()).AlertId);
    }

    [Fact]
    public void A_snooze_holds_until_its_time_and_then_says_what_still_holds()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Block();
        var until = desk.Network.Now.AddSeconds(60);
        desk.Snooze(new Snooze("red", null, until, null));
        desk.Network.Set(1, 11_000);
        Assert.Empty(desk.Block());
        Assert.Equal(until, desk.Fold.NextWake);
        Assert.Empty(desk.Clock(until.AddSeconds(-1)));

        Assert.Equal(MessageKind.Fire, Assert.Single(desk.Clock(until)).Kind);
    }

    [Fact]
    public void A_told_alert_that_was_snoozed_is_told_again_when_the_snooze_ends()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Network.Set(1, 11_000);
        var fire = Assert.Single(desk.Block());
        var until = desk.Network.Now.AddSeconds(60);
        Assert.Empty(desk.Snooze(new Snooze("red", new ClusterId(1), until, null)));
        desk.Restart();

        var update = Assert.Single(desk.Clock(until));

        Assert.Equal((MessageKind.Update, fire.AlertId, 2), (update.Kind, update.AlertId, update.Transition));
        Assert.Empty(desk.Clock(until.AddSeconds(1)));
    }

    [Fact]
    public void A_snooze_until_worse_ends_once_it_was_worse()
    {
        Desk desk = new(new SmallNetwork(1), Yellow);
        desk.Block();
        desk.Snooze(new Snooze("yellow", null, null, 13_000));
        desk.Network.Set(1, 14_000);
        Assert.Empty(desk.Block());
        desk.Network.Set(1, 13_000);
        Assert.Empty(desk.Block());
        desk.Network.Set(1, 12_999);

        Assert.Equal(MessageKind.Fire, Assert.Single(desk.Block()).Kind);
    }

    [Fact]
    public void A_snooze_without_an_end_has_no_effect_on_red()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Block();
        desk.Snooze(new Snooze("red", null, null, 5_000), new Snooze("red", null, null, null));
        desk.Network.Set(1, 11_000);

        Assert.Single(desk.Block());
    }

    [Fact]
    public void What_ends_while_it_is_snoozed_is_told()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Network.Set(1, 11_000);
        desk.Block();
        desk.Snooze(new Snooze("red", null, desk.Network.Now.AddDays(1), null));
        desk.Network.Set(1, 14_000);

        Assert.Equal(MessageKind.Resolve, Assert.Single(desk.Block()).Kind);
    }

    [Fact]
    public void Rules_that_are_gone_close_silently()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Network.Set(1, 11_000);
        desk.Block();

        Assert.Empty(desk.Use(new(2, [], [])));
        Assert.Empty(desk.Block());
        Assert.Empty(desk.Fold.Board().Episodes);
        Assert.DoesNotContain(desk.Fold.Board().Incidents, one => one.IsOpen);
        desk.Use(new(3, [Desk.Red()], []));
        Assert.Equal(MessageKind.Fire, Assert.Single(desk.Block()).Kind);
    }
}
