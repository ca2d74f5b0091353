namespace Isotherm.Server.Tests;

public sealed class ConfirmedMarkTests
{
    private static readonly ConfirmedMark Start = new(2, null, 0);

    [Fact]
    public void Nothing_is_confirmed_before_enough_blocks() => Assert.Null(Start.Extend(1).Number);

    [Fact]
    public void A_block_is_confirmed_when_enough_blocks_are_above_it() => Assert.Equal(8ul, Start.Extend(10).Number);

    [Theory]
    [InlineData(9, 8, 0)] // above the confirmed block: it stays
    [InlineData(8, 8, 0)]
    [InlineData(7, 7, 1)] // one confirmed block was orphaned: the ancestor is still confirmed, not two below it
    [InlineData(3, 3, 5)]
    public void After_a_rewind_confirmed_is_the_lesser_of_before_and_the_ancestor(ulong to, ulong confirmed, int revised)
    {
        var mark = Start.Extend(10).Rewind(to);

        Assert.Equal(confirmed, mark.Number);
        Assert.Equal(revised, mark.Revised);
    }

    [Fact]
    public void Growth_after_a_rewind_never_lowers_it()
    {
        var mark = Start.Extend(10).Rewind(8).Extend(9);

        Assert.Equal(8ul, mark.Number);
        Assert.Equal(9ul, mark.Extend(10).Extend(11).Number);
    }
}
