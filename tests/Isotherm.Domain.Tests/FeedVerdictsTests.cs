using System.Numerics;

namespace Isotherm.Domain.Tests;

public sealed class FeedVerdictsTests
{
    private static readonly BigInteger TooLarge = BigInteger.One << 96;

    private static FeedVerdict Judge(BigInteger value, long updatedAt, long blockTime = Sample.Now, long maxAge = 60) =>
        FeedVerdicts.Judge(Sample.Feed(value, updatedAt: updatedAt), blockTime, maxAge);

    [Fact]
    public void No_reading_is_missing() =>
        Assert.Equal(FeedVerdict.Missing, FeedVerdicts.Judge(null, Sample.Now, 60));

    [Theory]
    [InlineData(-1, FeedVerdict.NotPositive)]
    [InlineData(0, FeedVerdict.NotPositive)]
    [InlineData(1, FeedVerdict.Valid)]
    public void A_price_is_positive(int value, FeedVerdict expected) => Assert.Equal(expected, Judge(value, Sample.Now));

    [Fact]
    public void A_price_is_below_two_to_the_96()
    {
        Assert.Equal(FeedVerdict.Valid, Judge(TooLarge - 1, Sample.Now));
        Assert.Equal(FeedVerdict.TooLarge, Judge(TooLarge, Sample.Now));
    }

    [Theory]
    [InlineData(Sample.Now + 1, FeedVerdict.FromTheFuture)]
    [InlineData(Sample.Now, FeedVerdict.Valid)]
    [InlineData(Sample.Now - 60, FeedVerdict.Valid)]
    [InlineData(Sample.Now - 61, FeedVerdict.Stale)]
    [InlineData(0, FeedVerdict.Stale)]
    [InlineData(long.MinValue, FeedVerdict.Stale)]
    [InlineData(long.MaxValue, FeedVerdict.FromTheFuture)]
    public void An_answer_is_fresh_up_to_its_greatest_age(long updatedAt, FeedVerdict expected) =>
        Assert.Equal(expected, Judge(1, updatedAt));

    [Fact]
    public void An_answer_that_was_never_given_is_stale_at_any_age()
    {
        Assert.Equal(FeedVerdict.Stale, Judge(1, 0, blockTime: 30));
        Assert.Equal(FeedVerdict.Valid, Judge(1, 1, blockTime: 30));
        Assert.Equal(FeedVerdict.Stale, Judge(1, 0, maxAge: long.MaxValue));
    }

    [Fact]
    public void The_first_defect_decides()
    {
        Assert.Equal(FeedVerdict.NotPositive, Judge(0, Sample.Now + 1));
        Assert.Equal(FeedVerdict.TooLarge, Judge(TooLarge, 0));
        Assert.Equal(FeedVerdict.FromTheFuture, Judge(1, 0, blockTime: -1));
    }

    [Fact]
    public void A_market_judges_each_of_its_feeds_by_block_time()
    {
        var market = Sample.Market() with { TokenPrice = Sample.Feed(1, updatedAt: Sample.Now - 61), NativePrice = null };
        Assert.Equal(FeedVerdict.Stale, FeedVerdicts.OfToken(market));
        Assert.Equal(FeedVerdict.Valid, FeedVerdicts.OfToken(market.At(Sample.Now - 1)));
        Assert.Equal(FeedVerdict.Missing, FeedVerdicts.OfNative(market));
    }
}
