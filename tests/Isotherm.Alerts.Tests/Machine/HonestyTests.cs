using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

public sealed class HonestyTests
{
    [Fact]
    public void An_orphaned_firing_is_retracted_and_the_same_alert_reopens_when_it_is_mined_again()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Block();
        desk.Network.Set(1, 11_000);
        var fire = Assert.Single(desk.Block());

        var retract = Assert.Single(desk.Rewind(1));
        Assert.Equal((MessageKind.Retract, fire.AlertId, 2, fire.Block), (retract.Kind, retract.AlertId, retract.Transition, retract.Block));
        Assert.Single(retract.Subjects);
        Assert.Empty(desk.Block());
        desk.Network.Set(1, 11_000);
        var again = Assert.Single(desk.Block());

        Assert.Equal((MessageKind.Fire, fire.AlertId, 3), (again.Kind, again.AlertId, again.Transition));
        Assert.NotEqual(fire.Block, again.Block);
    }

    [Fact]
    public void A_resolution_that_is_orphaned_opens_the_same_alert_again()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red());
        desk.Network.Set(1, 11_000);
        var fire = Assert.Single(desk.Block());
        desk.Network.Set(1, 14_000);
        Assert.Equal(MessageKind.Resolve, Assert.Single(desk.Block()).Kind);

        Assert.Empty(desk.Rewind(1));
        var again = Assert.Single(desk.Block());

        Assert.Equal((MessageKind.Fire, fire.AlertId, 3), (again.Kind, again.AlertId, again.Transition));
    }

    [Fact]
    public void Part_of_a_storm_that_is_orphaned_is_taken_back_in_part()
    {
        Desk desk = new(new SmallNetwork(3), Desk.Red(60));
        desk.Network.Set(1, 11_000);
        var fire = Assert.Single(desk.Block());
        desk.Network.Set(2, 11_000).Set(3, 11_000);
        Assert.Empty(desk.Block());

        var update = Assert.Single(desk.Rewind(1));

        Assert.Equal((MessageKind.Update, fire.AlertId), (update.Kind, update.AlertId));
        Assert.Equal("Taken back in part: 2 of 3 clusters rested on an orphaned block; 1 stand.", update.Headline);
    }

    [Fact]
    public void A_stale_feed_blinds_and_resolves_nothing_and_a_verified_red_always_alerts()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Red(12), Desk.Rule("yellow", new RuleKind.PersistentYellow(60)));
        desk.Network.Set(1, 11_000);
        var fire = Assert.Single(desk.Block(100));
        desk.Network.IsPriceStale = true;

        var blind = Assert.Single(desk.Block());
        Assert.Equal((MessageKind.Blind, 2), (blind.Kind, blind.SubjectCount));
        Assert.NotEqual(fire.AlertId, blind.AlertId);
        Assert.Contains("Last ratio 1.1000 at block 1", blind.Subjects[0].Why, StringComparison.Ordinal);
        Assert.Contains("The token price is 100 s old", blind.Subjects[0].Why, StringComparison.Ordinal);
        Assert.Null(blind.Subjects[0].Ratio);
        Assert.Empty(desk.Block());
        desk.Network.IsPriceStale = false;
        desk.Network.Set(2, 10_000);
        var messages = desk.Block(100);

        Assert.Equal([MessageKind.Fire, MessageKind.Sighted], messages.Select(one => one.Kind).Order());
        Assert.Equal("2", Assert.Single(messages.Single(one => one.Kind == MessageKind.Fire).Subjects).Cluster);
        Assert.DoesNotContain(desk.Sent, one => one.Kind == MessageKind.Resolve);
    }

    [Fact]
    public void An_end_that_must_hold_for_a_block_is_not_counted_across_blindness()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Red() with { HoldBlocks = 1 });
        desk.Network.Set(1, 11_000);
        desk.Block();
        desk.Network.Set(1, 14_000);
        Assert.Empty(desk.Block());
        desk.Network.IsPriceStale = true;
        Assert.Equal(MessageKind.Blind, Assert.Single(desk.Block()).Kind);
        desk.Network.IsPriceStale = false;

        Assert.Equal(MessageKind.Sighted, Assert.Single(desk.Block()).Kind);
        Assert.Equal(MessageKind.Resolve, Assert.Single(desk.Block()).Kind);
    }

    [Fact]
    public void Late_data_is_told_by_the_clock_and_labels_what_is_told_meanwhile()
    {
        Desk desk = new(new SmallNetwork(1), Desk.Rule("late", new RuleKind.DataLate(DataState.Late)), Desk.Red());
        desk.Block();

        Assert.Equal(MessageKind.Fire, Assert.Single(desk.Clock(desk.Network.Now.AddSeconds(30), DataState.Late)).Kind);
        Assert.Empty(desk.Clock(desk.Network.Now.AddSeconds(60), DataState.Stale));
        desk.Network.Set(1, 11_000);
        var red = Assert.Single(desk.Block());
        Assert.Equal("data is stale", red.Label);
        Assert.Equal(MessageKind.Resolve, Assert.Single(desk.Clock(desk.Network.Now, DataState.Live)).Kind);
    }

    [Fact]
    public void A_digest_comes_once_a_period_and_says_how_things_are()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Rule("daily", new RuleKind.Digest(24, 480)), Desk.Red());
        desk.Network.Set(1, 11_000);
        desk.Block();
        Assert.Empty(desk.Clock(desk.Network.Now));
        Assert.Equal(desk.Fold.NextWake, new DateTimeOffset(2027, 1, 15, 8, 0, 0, TimeSpan.Zero).AddDays(desk.Network.Now.TimeOfDay < TimeSpan.FromHours(8) ? 0 : 1));

        var digest = Assert.Single(desk.Clock(desk.Fold.NextWake!.Value));
        Assert.Empty(desk.Clock(desk.Network.Now.AddDays(1)));

        Assert.Equal(MessageKind.Digest, digest.Kind);
        Assert.Equal("One alert is open. Clusters: 1 green, 0 yellow, 1 red, 0 unknown, 0 exempt, 0 liquidated.", digest.Headline);
    }
}
