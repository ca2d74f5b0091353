using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

/// <summary>Many clusters at once under a rule that does not group.</summary>
public sealed class StormTests
{
    private const int Many = AlertFold.MostAlone + 1;

    [Fact]
    public void As_many_as_may_be_told_one_by_one_are_and_one_more_is_a_storm()
    {
        var few = Calm(AlertFold.MostAlone);
        var told = Fall(few);
        Assert.Equal(AlertFold.MostAlone, told.Count);
        Assert.All(told, static message => Assert.Equal(1, message.SubjectCount));

        var storm = Assert.Single(Fall(Calm(Many)));
        Assert.Equal((MessageKind.Fire, Many, 20), (storm.Kind, storm.SubjectCount, storm.Subjects.Count));
        Assert.Equal(Many, storm.Clusters.Distinct(StringComparer.Ordinal).Count()); // each of them was warned
        Assert.Equal($"{Many} clusters of operator {SmallNetwork.Owner} are below 1.2.", storm.Headline);
    }

    [Fact]
    public void Clusters_of_several_operators_are_nobodys_in_the_headline()
    {
        var desk = Calm(Many);
        desk.Network.Change(Many, static terms => terms with { Operator = "0xbb" }); // not among those that are listed
        Assert.Equal($"{Many} clusters are below 1.2.", Assert.Single(Fall(desk)).Headline);
    }

    [Fact]
    public void A_storm_that_thins_out_is_told_once_a_block_and_its_end_once()
    {
        var desk = Calm(Many);
        var storm = Assert.Single(Fall(desk));
        desk.Network.Set(1, 20_000).Set(2, 20_000);

        var update = Assert.Single(desk.Block());
        Assert.Equal((storm.AlertId, 2, MessageKind.Update, Many - 2), (update.AlertId, update.Transition, update.Kind, update.SubjectCount));
        Assert.Empty(desk.Block());

        Set(desk, 20_000, from: 3);
        var end = Assert.Single(desk.Block());
        Assert.Equal((storm.AlertId, 3, MessageKind.Resolve, Many), (end.AlertId, end.Transition, end.Kind, end.SubjectCount));
        Assert.Empty(desk.Fold.Board().Episodes);
    }

    [Fact]
    public void Those_that_begin_later_are_told_by_themselves()
    {
        var desk = Calm(Many + 1);
        Set(desk, 11_000, to: Many);
        var storm = Assert.Single(desk.Block());
        desk.Network.Set(Many + 1, 11_000);

        var alone = Assert.Single(desk.Block());
        Assert.NotEqual(storm.AlertId, alone.AlertId);
        Assert.Equal((MessageKind.Fire, 1), (alone.Kind, alone.SubjectCount));
    }

    [Fact]
    public void An_orphaned_storm_is_taken_back_once_and_opens_again_under_its_id_also_after_a_restart()
    {
        var desk = Calm(Many);
        var storm = Assert.Single(Fall(desk));
        var back = Assert.Single(desk.Rewind(1));
        Assert.Equal((storm.AlertId, MessageKind.Retract, Many), (back.AlertId, back.Kind, back.SubjectCount));
        desk.Restart();

        var again = Assert.Single(Fall(desk));
        Assert.Equal((storm.AlertId, MessageKind.Fire, 3, Many), (again.AlertId, again.Kind, again.Transition, again.SubjectCount));
    }

    [Fact]
    public void Blindness_of_many_is_one_alert_and_apart_from_what_is_seen()
    {
        var desk = Calm(Many);
        desk.Network.IsPriceStale = true;
        var blind = Assert.Single(desk.Block());
        Assert.Equal((MessageKind.Blind, Many), (blind.Kind, blind.SubjectCount));
        desk.Network.IsPriceStale = false;
        Set(desk, 11_000);
        Assert.Equal([MessageKind.Sighted, MessageKind.Fire], desk.Block().Select(static message => message.Kind).Order().Reverse());
    }

    [Fact]
    public void Each_rule_has_its_own_storm_in_the_rules_order()
    {
        var other = Desk.Rule("near", new RuleKind.RatioBelow(new RatioLevel.Own(13_000))) with { Channels = ["hook"] };
        var desk = new Desk(new SmallNetwork(Many), Desk.Red(), other);
        desk.Block();
        Assert.Equal([("red", Many), ("near", Many)], Fall(desk).Select(static message => (message.Rule, message.SubjectCount)));
    }

    [Fact]
    public void A_storm_reads_in_full_no_more_than_it_lists_however_many_there_are()
    {
        foreach (var kind in new RuleKind[] { new RuleKind.RatioBelow(RatioLevel.Critical), new RuleKind.SuddenRed(5), new RuleKind.Drift(1_000, 3) })
        {
            var desk = new Desk(new SmallNetwork(3 * Many), Desk.Rule("storm", kind));
            for (var block = 0; block < 4; block++)
                desk.Block();
            Assert.Equal(3 * Many, Assert.Single(Fall(desk)).SubjectCount);
            Assert.InRange(desk.Network.Head.Readings, 0, 20);
            Assert.InRange(desk.Network.Head.Ratios, 1, 3 * Many);
            Assert.Empty(desk.Block());
            Assert.Equal((0, 0), (desk.Network.Head.Readings, desk.Network.Head.Ratios)); // what goes on is looked at no closer
        }
    }

    private static Desk Calm(int clusters)
    {
        var desk = new Desk(new SmallNetwork(clusters), Desk.Red());
        desk.Block();
        return desk;
    }

    private static IReadOnlyList<AlertMessage> Fall(Desk desk)
    {
        Set(desk, 11_000);
        return desk.Block();
    }

    private static void Set(Desk desk, int bps, int from = 1, int? to = null)
    {
        for (var id = from; id <= (to ?? desk.Network.Rows.Count); id++)
            desk.Network.Set(id, bps);
    }
}
