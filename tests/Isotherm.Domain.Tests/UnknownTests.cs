using System.Numerics;

namespace Isotherm.Domain.Tests;

public sealed class UnknownTests
{
    private static readonly BigInteger Token = Sample.Token;
    private static readonly BigInteger Bits32 = BigInteger.One << 32;

    private static void AssertUnknown(UnknownReason reason, ClusterTerms terms, Market market, BigInteger? requirement)
    {
        Assert.Equal(
            new ClusterReading { Zone = Zone.Unknown, UnknownReason = reason, GasCost = 0, Requirement = requirement },
            Ratio.Of(terms, market));
    }

    private static UnknownReason ReasonOf(ClusterTerms terms, Market market) => Ratio.Of(terms, market).UnknownReason;

    [Fact]
    public void A_class_without_requirement_or_demand_is_unknown()
    {
        var terms = Sample.Cluster(300 * Token);
        AssertUnknown(UnknownReason.RequirementMissing, terms, Sample.Market() with { Classes = [] }, null);
        AssertUnknown(UnknownReason.RequirementMissing, terms, Sample.Market().WithClass(null, 10_000), null);
        AssertUnknown(UnknownReason.RequirementMissing, terms, Sample.Market().WithClass(1, null), null);
        AssertUnknown(UnknownReason.RequirementMissing, terms with { Class = new(2) }, Sample.Market(), null);
    }

    [Fact]
    public void Requirement_inputs_beyond_their_width_are_unknown()
    {
        var terms = Sample.Cluster(300 * Token);
        var market = Sample.Market();
        AssertUnknown(UnknownReason.RequirementOutOfRange, terms, market.WithClass(BigInteger.One << 64, 1), null);
        AssertUnknown(UnknownReason.RequirementOutOfRange, terms, market.WithClass(1, Bits32), null);
        AssertUnknown(UnknownReason.RequirementOutOfRange, terms with { Gpus = Bits32 }, market, null);
        AssertUnknown(UnknownReason.RequirementOutOfRange, terms with { Gpus = -1 }, market, null);
        Assert.Equal(UnknownReason.None, ReasonOf(terms with { Gpus = Bits32 - 1 }, market.WithClass((BigInteger.One << 64) - 1, Bits32 - 1)));
    }

    [Fact]
    public void Thresholds_beyond_their_width_are_unknown_with_the_requirement_still_stated()
    {
        var terms = Sample.Cluster(300 * Token);
        AssertUnknown(UnknownReason.RequirementOutOfRange, terms, Sample.Market() with { WarningBps = Bits32 }, 400_000_000_000_000);
        AssertUnknown(UnknownReason.RequirementOutOfRange, terms, Sample.Market() with { CriticalBps = Bits32 }, 400_000_000_000_000);
        Assert.Equal(UnknownReason.None, ReasonOf(terms, Sample.Market() with { WarningBps = Bits32 - 1, CriticalBps = Bits32 - 1 }));
    }

    [Fact]
    public void Assets_of_two_to_the_128_are_unknown_and_one_less_is_not()
    {
        var limit = BigInteger.One << 128;
        AssertUnknown(UnknownReason.AssetsOutOfRange, Sample.Cluster(limit), Sample.Market(), 400_000_000_000_000);
        AssertUnknown(UnknownReason.AssetsOutOfRange, Sample.Cluster(limit - 1) with { Rewards = 1 }, Sample.Market(), 400_000_000_000_000);
        AssertUnknown(UnknownReason.AssetsOutOfRange, Sample.Cluster(-1), Sample.Market(), 400_000_000_000_000);
        Assert.Equal(Zone.Green, Ratio.Of(Sample.Cluster(limit - 1), Sample.Market()).Zone);
        Assert.Equal(Zone.Red, Ratio.Of(Sample.Cluster(0), Sample.Market()).Zone);
    }

    [Theory]
    [InlineData(0, Sample.Now)]
    [InlineData(-5, Sample.Now)]
    [InlineData(200_000_000, Sample.Now - 61)]
    [InlineData(200_000_000, Sample.Now + 1)]
    [InlineData(200_000_000, 0)]
    public void A_dollar_requirement_without_a_usable_price_is_unknown(long value, long updatedAt) =>
        AssertUnknown(
            UnknownReason.TokenPrice,
            Sample.Cluster(0),
            Sample.Market() with { TokenPrice = Sample.Feed(value, updatedAt: updatedAt) },
            400_000_000_000_000);

    [Fact]
    public void A_token_requirement_without_gas_needs_no_price() =>
        Assert.Equal(
            UnknownReason.None,
            ReasonOf(Sample.Cluster(1), Sample.Market(Sample.TokenRules) with { TokenPrice = null, NativePrice = null }));

    [Fact]
    public void With_a_token_requirement_the_price_is_only_a_gas_input()
    {
        var market = Sample.Market(Sample.TokenRules with { Gas = GasModel.Modelled }) with { TokenPrice = null };
        Assert.Equal(UnknownReason.Gas, ReasonOf(Sample.Cluster(300 * Token), market));
    }

    [Fact]
    public void Unknown_gas_leaves_settlement_red_red_with_an_upper_bound()
    {
        var market = Sample.Market(Sample.GasRules) with { NativePrice = null };
        var reading = Ratio.Of(Sample.Cluster((240 * Token) - 1), market);
        var ratio = BigInteger.Parse("1199999999999999999");
        Assert.Equal(
            new ClusterReading
            {
                Zone = Zone.Red,
                SettlementRatio = ratio,
                RatioAtMost = ratio,
                Requirement = 400_000_000_000_000,
                RequiredTokens = 200 * Token,
                Needed = 240 * Token,
                Headroom = -1,
                Shortfall = 1,
                Flaggable = true,
            },
            reading);
    }

    [Fact]
    public void Unknown_gas_makes_the_rest_unknown_with_an_upper_bound()
    {
        var market = Sample.Market(Sample.GasRules).WithBaseFee(null);
        Assert.Equal(
            new ClusterReading
            {
                Zone = Zone.Unknown,
                UnknownReason = UnknownReason.Gas,
                RatioAtMost = BigInteger.Parse("1200000000000000000"),
                Requirement = 400_000_000_000_000,
            },
            Ratio.Of(Sample.Cluster(240 * Token), market));
    }

    [Fact]
    public void Of_several_reasons_the_one_nearest_to_the_requirement_is_named()
    {
        var huge = Sample.Cluster(BigInteger.One << 128);
        var blind = Sample.Market(Sample.GasRules) with { TokenPrice = null };
        Assert.Equal(UnknownReason.RequirementMissing, ReasonOf(huge with { Gpus = Bits32 }, blind.WithClass(null, 1)));
        Assert.Equal(UnknownReason.RequirementOutOfRange, ReasonOf(huge with { Gpus = Bits32 }, blind));
        Assert.Equal(UnknownReason.AssetsOutOfRange, ReasonOf(huge, blind));
        Assert.Equal(UnknownReason.TokenPrice, ReasonOf(Sample.Cluster(0), blind));
    }
}
