using System.Numerics;
using CsCheck;

namespace Isotherm.Domain.Tests;

public sealed class GasCostTests
{
    [Fact]
    public void Settling_a_node_costs_gas_times_fee_times_the_price_of_one_token_in_the_other()
    {
        // 120 000 · 20 gwei = 0.0024 ETH = 7.2 USD = 3.6 tokens.
        Assert.Equal(Sample.Token * 36 / 10, GasCost.PerNode(Sample.Market(Sample.GasRules)));
    }

    [Fact]
    public void Without_a_gas_model_it_costs_nothing_whatever_the_inputs() =>
        Assert.Equal(BigInteger.Zero, GasCost.PerNode((Sample.Market() with { TokenPrice = null, NativePrice = null }).WithBaseFee(null)));

    [Fact]
    public void A_base_fee_of_zero_is_valid() =>
        Assert.Equal(BigInteger.Zero, GasCost.PerNode(Sample.Market(Sample.GasRules).WithBaseFee(0)));

    [Fact]
    public void Any_remainder_rounds_up_to_the_next_base_unit()
    {
        var market = Sample.Market(Sample.GasRules with { SettlementGas = 1 }).WithBaseFee(1);
        Assert.Equal(1_500, GasCost.PerNode(market));
        Assert.Equal(1_500, GasCost.PerNode(market with { TokenPrice = Sample.Feed(200_000_001) }));
        Assert.Equal(1_501, GasCost.PerNode(market with { TokenPrice = Sample.Feed(199_999_999) }));
        Assert.Equal(1_501, GasCost.PerNode(market with { NativePrice = Sample.Feed(300_000_000_001) }));
    }

    [Fact]
    public void A_missing_base_fee_or_an_invalid_price_makes_it_unknown()
    {
        var market = Sample.Market(Sample.GasRules);
        Assert.Null(GasCost.PerNode(market.WithBaseFee(null)));
        Assert.Null(GasCost.PerNode(market with { TokenPrice = null }));
        Assert.Null(GasCost.PerNode(market with { NativePrice = null }));
        Assert.Null(GasCost.PerNode(market with { TokenPrice = Sample.Feed(1, updatedAt: Sample.Now - 61) }));
        Assert.Null(GasCost.PerNode(market with { NativePrice = Sample.Feed(0) }));
    }

    [Fact]
    public void Decimals_move_the_point_and_nothing_else() =>
        Gen.Select(Gen.Int[0, 18], Gen.Int[0, 18], Gen.Int[0, 30], Gen.Int[0, 24]).Sample((tokenFeed, nativeFeed, token, native) =>
        {
            var market = Sample.Market(Sample.GasRules with { TokenDecimals = token, NativeDecimals = native, SettlementGas = 1 })
                .WithBaseFee(BigInteger.Pow(10, native)) with
            {
                TokenPrice = Sample.Feed(2 * BigInteger.Pow(10, tokenFeed), tokenFeed),
                NativePrice = Sample.Feed(6 * BigInteger.Pow(10, nativeFeed), nativeFeed),
            };
            // One native token at 6 USD is three tokens at 2 USD.
            Assert.Equal(3 * BigInteger.Pow(10, token), GasCost.PerNode(market));
        });
}
