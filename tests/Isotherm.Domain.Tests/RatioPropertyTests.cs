using System.Numerics;
using CsCheck;

namespace Isotherm.Domain.Tests;

public sealed class RatioPropertyTests
{
    private static readonly Fraction Scale18 = Fraction.PowerOfTen(18);

    [Fact]
    public void Every_amount_is_the_floor_or_ceiling_of_its_rational() =>
        AnyCase.Gen.Sample(c =>
        {
            var reading = Ratio.Of(c.Terms(c.Assets), c.Market);
            var inTokens = c.Required / c.UnitWorth;
            Assert.True((c.Ratio(c.Assets) * Scale18).IsFloor(reading.SettlementRatio!.Value));
            Assert.True(inTokens.IsCeiling(reading.RequiredTokens!.Value));
            Assert.True((inTokens * new Fraction(c.CriticalBps, 10_000)).IsCeiling(reading.Needed!.Value));
            Assert.Equal(c.Assets - reading.Needed.Value, reading.Headroom);
            Assert.Equal(reading.SettlementRatio, reading.Ratio);
            Assert.Equal(c.Ratio(c.Assets) < new Fraction(c.CriticalBps, 10_000), reading.Flaggable);
        }, iter: 10_000);

    [Fact]
    public void The_displayed_ratio_is_the_floor_of_its_rational_with_gas_and_agrees_with_the_zone() =>
        AnyCase.Gen.Where(c => c.Unit == RequirementUnit.Usd).Sample(c =>
        {
            // One native wei buys exactly one base unit: gas per node is then the base fee.
            var market = c.Market with
            {
                Rules = c.Rules with { Gas = GasModel.Modelled, SettlementGas = 1, NativeDecimals = c.TokenDecimals },
                NativePrice = Sample.Feed(c.Price, c.PriceDecimals),
            };
            var reading = Ratio.Of(c.Terms(c.Assets), market.WithBaseFee(c.Gas));
            Assert.Equal(c.Gas, reading.GasCost);
            Assert.True((c.Ratio() * Scale18).IsFloor(reading.Ratio!.Value));
            Assert.Equal(c.Classify(), reading.Zone);
        }, iter: 10_000);

    [Fact]
    public void The_displayed_ratio_alone_is_the_one_of_the_whole_reading_also_where_there_is_none() =>
        Gen.Select(AnyCase.Gen, Gen.Int[0, 6]).Sample((c, oddity) =>
        {
            var market = c.Market with
            {
                Rules = c.Rules with { Gas = oddity == 6 ? GasModel.None : GasModel.Modelled, SettlementGas = 1, NativeDecimals = c.TokenDecimals },
                NativePrice = oddity == 1 ? null : Sample.Feed(c.Price, c.PriceDecimals),
                TokenPrice = oddity == 2 ? null : c.Market.TokenPrice,
            };
            var terms = c.Terms(c.Assets) with { IsDisputed = oddity == 3, IsLiquidated = oddity == 4 };
            if (oddity == 5)
                terms = terms with { Gpus = 0 };
            market = market.WithBaseFee(c.Gas);
            Assert.Equal(Ratio.Of(terms, market).Ratio, Ratio.ValueOf(terms, market));
        }, iter: 20_000);

    [Fact]
    public void The_shortfall_is_exactly_what_ends_being_flaggable() =>
        AnyCase.Gen.Sample(c =>
        {
            var shortfall = Ratio.Of(c.Terms(c.Assets), c.Market).Shortfall!.Value;
            Assert.Equal(shortfall.Sign > 0, Ratio.Of(c.Terms(c.Assets), c.Market).Flaggable);
            if (shortfall.IsZero || c.Assets + shortfall >= BigInteger.One << 128)
                return;
            Assert.False(Ratio.Of(c.Terms(c.Assets + shortfall), c.Market).Flaggable);
            Assert.True(Ratio.Of(c.Terms(c.Assets + shortfall - 1), c.Market).Flaggable);
        }, iter: 10_000);

    [Fact]
    public void A_higher_price_never_lowers_a_ratio_against_dollars() =>
        Gen.Select(AnyCase.Gen.Where(c => c.Unit == RequirementUnit.Usd), AnyCase.Upto(64, 1)).Sample((c, rise) =>
        {
            var higher = c with { Price = BigInteger.Min(c.Price + rise, (BigInteger.One << 96) - 1) };
            Assert.True(Ratio.Of(c.Terms(c.Assets), c.Market).Ratio <= Ratio.Of(c.Terms(c.Assets), higher.Market).Ratio);
            // Twice the price is twice the ratio, to the floor.
            var twice = Ratio.Of(c.Terms(c.Assets), (c with { Price = c.Price * 2 }).Market).Ratio;
            if (twice is { } doubled)
                Assert.InRange(doubled - (2 * Ratio.Of(c.Terms(c.Assets), c.Market).Ratio!.Value), BigInteger.Zero, BigInteger.One);
        });

    [Fact]
    public void Price_has_no_effect_where_both_sides_are_in_one_token() =>
        Gen.Select(AnyCase.Gen.Where(c => c.Unit == RequirementUnit.Token), AnyCase.Upto(96)).Sample((c, price) =>
            Assert.Equal(
                Ratio.Of(c.Terms(c.Assets), c.Market),
                Ratio.Of(c.Terms(c.Assets), (c with { Price = price }).Market)));

    [Fact]
    public void The_worst_node_is_the_first_by_rational_ratio_and_id() =>
        Gen.Select(
            AnyCase.Gen,
            Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[1, 9], (gpus, assets, id) => new NodeTerms(new(id), gpus, assets, 0)).List[0, 6])
        .Sample((c, nodes) =>
        {
            var distinct = nodes.DistinctBy(n => n.Id).ToList();
            NodeTerms? expected = null;
            foreach (var node in distinct.Where(n => !n.Gpus.IsZero).OrderBy(n => n.Id))
            {
                if (expected is null || new Fraction(node.Collateral, node.Gpus) < new Fraction(expected.Collateral, expected.Gpus))
                    expected = node;
            }

            Assert.Equal(expected?.Id, Ratio.WorstNode(distinct, Sample.Class, c.Market));
        });
}
