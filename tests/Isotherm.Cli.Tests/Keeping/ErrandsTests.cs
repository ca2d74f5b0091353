using Isotherm.Cli.Keeping;
using Isotherm.Domain;

namespace Isotherm.Cli.Tests.Keeping;

public sealed class ErrandsTests
{
    private static readonly ClusterId One = new(1);
    private static readonly RollState Flagged = Roll(Scene.Register(1), new Fact.QueueEntered(One, 1, 2));
    private static readonly RollState Open = Roll(Scene.Register(1));
    private static readonly RollState Gone = Roll(Scene.Register(1), new Fact.Liquidated(One, "0x01", 100, 5));

    [Fact]
    public void What_is_mined_is_done_and_told_once_and_forgotten_when_it_is_confirmed()
    {
        var errands = With(ActKind.Flag);

        Assert.IsType<ErrandNews.Done>(Take(errands, Mined(101), true, Flagged, 101));
        Assert.Empty(errands.UnderWay);
        Assert.Null(Take(errands, Mined(101), true, Flagged, 102));
        Assert.Single(errands.All);
        Assert.Null(Take(errands, Mined(101), true, Flagged, 103));
        Assert.Empty(errands.All);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_contract_refused_was_done_by_another_if_it_is_done(bool isQueued)
    {
        var kind = isQueued ? ActKind.Flag : ActKind.Cure;
        Assert.IsType<ErrandNews.DoneByAnother>(Take(With(kind), Mined(101, false), true, isQueued ? Flagged : Open, 101));
        Assert.IsType<ErrandNews.Reverted>(Take(With(kind), Mined(101, false), true, isQueued ? Open : Flagged, 101));
    }

    [Fact]
    public void A_liquidation_by_another_tells_what_was_taken()
    {
        var news = Assert.IsType<ErrandNews.DoneByAnother>(Take(With(ActKind.Liquidate), Mined(101, false), true, Gone, 101));
        Assert.Equal(100, news.Cluster!.Seized);
        Assert.IsType<ErrandNews.Reverted>(Take(With(ActKind.Liquidate), Mined(101, false), true, Flagged, 101));
    }

    [Fact]
    public void What_lies_beyond_the_head_is_still_under_way()
    {
        var errands = With(ActKind.Flag);

        Assert.Null(Take(errands, Mined(102), true, Open, 101));
        Assert.Single(errands.UnderWay);
    }

    [Fact]
    public void A_reorganisation_puts_it_back_or_loses_it()
    {
        var kept = With(ActKind.Flag);
        Take(kept, Mined(101), true, Flagged, 101);
        Assert.IsType<ErrandNews.Orphaned>(Take(kept, null, true, Open, 101));
        Assert.Single(kept.UnderWay);
        Assert.IsType<ErrandNews.Done>(Take(kept, Mined(102), true, Flagged, 102));

        var lost = With(ActKind.Flag);
        Take(lost, Mined(101), true, Flagged, 101);
        Assert.IsType<ErrandNews.Lost>(Take(lost, null, false, Open, 101));
        Assert.Empty(lost.All);
    }

    [Fact]
    public void What_waits_is_neither_news_nor_done_twice()
    {
        var errands = With(ActKind.Flag);

        Assert.Null(Take(errands, null, true, Open, 105));
        Assert.Equal(1, errands.Waiting);
        Assert.Contains(new Deed(ActKind.Flag, One), errands.UnderWay);
    }

    private static Errands With(ActKind kind)
    {
        var errands = new Errands(confirmations: 2);
        errands.Add(new Errand(new Deed(kind, One), Scene.Hash(7), 100));
        return errands;
    }

    private static ErrandNews? Take(Errands errands, Receipt? receipt, bool isKnown, RollState roll, ulong head) =>
        errands.Take(Assert.Single(errands.All), receipt, isKnown, roll, new BlockRef(head, Scene.Hash(head)));

    private static Receipt Mined(ulong block, bool succeeded = true) => new(new BlockRef(block, Scene.Hash(block)), succeeded, 50_000, null);

    private static RollState Roll(params Fact[] facts) => facts.Aggregate(RollState.Empty(Scene.Rules()), (state, fact) => state.After(fact));
}
