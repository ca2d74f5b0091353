using System.Numerics;
using CsCheck;

namespace Isotherm.Domain.Tests;

public sealed class ZonesTests
{
    // 1 GPU of 400 USD at 1.0×, in USD × 10⁻¹²: 200 tokens at 2 USD.
    private static readonly BigInteger Requirement = BigInteger.Parse("400000000000000");
    private static readonly BigInteger Price = 200_000_000;

    private static Zone Classify(BigInteger assets, BigInteger gas = default, BigInteger? price = null, int warning = 15_000, int critical = 12_000) =>
        Zones.Classify(assets, gas, Requirement, price ?? Price, Sample.Rules, warning, critical);

    [Fact]
    public void A_base_unit_above_warning_is_green_and_warning_itself_is_yellow()
    {
        var warning = 300 * Sample.Token;
        Assert.Equal(Zone.Green, Classify(warning + 1));
        Assert.Equal(Zone.Yellow, Classify(warning));
        Assert.Equal(Zone.Yellow, Classify(warning - 1));
    }

    [Fact]
    public void A_base_unit_below_critical_is_red_and_critical_itself_is_yellow()
    {
        var critical = 240 * Sample.Token;
        Assert.Equal(Zone.Yellow, Classify(critical + 1));
        Assert.Equal(Zone.Yellow, Classify(critical));
        Assert.Equal(Zone.Red, Classify(critical - 1));
    }

    [Fact]
    public void One_unit_of_the_feed_counts()
    {
        Assert.Equal(Zone.Green, Classify(300 * Sample.Token, price: Price + 1));
        Assert.Equal(Zone.Yellow, Classify(300 * Sample.Token, price: Price - 1));
        Assert.Equal(Zone.Yellow, Classify(240 * Sample.Token, price: Price + 1));
        Assert.Equal(Zone.Red, Classify(240 * Sample.Token, price: Price - 1));
    }

    [Fact]
    public void One_basis_point_counts()
    {
        Assert.Equal(Zone.Green, Classify(300 * Sample.Token, warning: 14_999));
        Assert.Equal(Zone.Yellow, Classify(300 * Sample.Token, warning: 15_001));
        Assert.Equal(Zone.Yellow, Classify(240 * Sample.Token, critical: 11_999));
        Assert.Equal(Zone.Red, Classify(240 * Sample.Token, critical: 12_001));
    }

    [Fact]
    public void One_base_unit_of_gas_counts_and_gas_above_assets_is_red()
    {
        Assert.Equal(Zone.Yellow, Classify((240 * Sample.Token) + 1, gas: 1));
        Assert.Equal(Zone.Red, Classify(240 * Sample.Token, gas: 1));
        Assert.Equal(Zone.Yellow, Classify((300 * Sample.Token) + 1, gas: 1));
        Assert.Equal(Zone.Red, Classify(1, gas: 1_000 * Sample.Token));
    }

    [Fact]
    public void A_token_requirement_needs_no_price()
    {
        // 10 000 · 10⁻⁴ tokens' base units: 1.0 is one base unit, so one basis point needs a larger requirement.
        var requirement = 10_000 * (BigInteger)10_000;
        Assert.Equal(Zone.Green, Zones.Classify(15_001, 0, requirement, null, Sample.TokenRules, 15_000, 12_000));
        Assert.Equal(Zone.Yellow, Zones.Classify(15_000, 0, requirement, null, Sample.TokenRules, 15_000, 12_000));
        Assert.Equal(Zone.Yellow, Zones.Classify(12_000, 0, requirement, null, Sample.TokenRules, 15_000, 12_000));
        Assert.Equal(Zone.Red, Zones.Classify(11_999, 0, requirement, null, Sample.TokenRules, 15_000, 12_000));
        Assert.Equal(Zone.Red, Zones.Classify(12_000, 1, requirement, null, Sample.TokenRules, 15_000, 12_000));
    }

    [Fact]
    public void Nothing_required_is_exempt() =>
        Assert.Equal(Zone.Exempt, Zones.Classify(0, 1, 0, null, Sample.Rules, 15_000, 12_000));

    [Fact]
    public void A_dollar_requirement_without_a_price_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Zones.Classify(1, 0, 1, null, Sample.Rules, 15_000, 12_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Zones.Classify(1, 0, 1, 0, Sample.Rules, 15_000, 12_000));
    }

    [Fact]
    public void The_boundary_is_exact_at_every_number_of_decimals()
    {
        for (var priceDecimals = 0; priceDecimals <= 18; priceDecimals++)
        {
            for (var tokenDecimals = 0; tokenDecimals <= 30; tokenDecimals++)
            {
                var rules = Sample.Rules with { TokenPriceDecimals = priceDecimals, TokenDecimals = tokenDecimals };
                var price = 2 * BigInteger.Pow(10, priceDecimals);
                var unit = BigInteger.Pow(10, tokenDecimals);
                Zone At(BigInteger assets) => Zones.Classify(assets, 0, Requirement, price, rules, 15_000, 12_000);
                Assert.Equal(Zone.Green, At((300 * unit) + 1));
                Assert.Equal(Zone.Yellow, At(300 * unit));
                Assert.Equal(Zone.Yellow, At(240 * unit));
                Assert.Equal(Zone.Red, At((240 * unit) - 1));
            }
        }
    }

    [Fact]
    public void The_zone_is_that_of_the_rational_ratio() =>
        AnyCase.Gen.Sample(c =>
        {
            var ratio = c.Ratio();
            var expected = ratio < new Fraction(c.CriticalBps, 10_000) ? Zone.Red
                : ratio > new Fraction(c.WarningBps, 10_000) ? Zone.Green
                : Zone.Yellow;
            Assert.Equal(expected, c.Classify());
        }, iter: 20_000);
}
