using System.Globalization;
using System.Numerics;
using CsCheck;

namespace Isotherm.Domain.Tests;

public sealed class FixedPointTests
{
    private static readonly Thresholds Default = new(15_000, 12_000);

    private static BigInteger Parse(string text) => FixedPoint.TryParse(text, out var value) ? value : throw new FormatException(text);

    private static Zone ZoneOf(BigInteger ratio18, Thresholds thresholds) =>
        ratio18 < Parse(FixedPoint.PrintBps(thresholds.CriticalBps)) ? Zone.Red
        : ratio18 > Parse(FixedPoint.PrintBps(thresholds.WarningBps)) ? Zone.Green
        : Zone.Yellow;

    [Theory]
    [InlineData("1320000000000000000", "1.320000000000000000")]
    [InlineData("1", "0.000000000000000001")]
    [InlineData("0", "0.000000000000000000")]
    [InlineData("-1", "0")]
    [InlineData("-5000000000000000000", "0")]
    [InlineData("123456789012345678901234567890", "123456789012.345678901234567890")]
    public void A_ratio_prints_all_its_decimals_and_a_negative_one_as_0(string ratio18, string expected) =>
        Assert.Equal(expected, FixedPoint.Print(BigInteger.Parse(ratio18, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(15_000, "1.500000000000000000")]
    [InlineData(1, "0.000100000000000000")]
    [InlineData(uint.MaxValue, "429496.729500000000000000")]
    public void Basis_points_print_as_a_ratio(uint bps, string expected) => Assert.Equal(expected, FixedPoint.PrintBps(bps));

    [Theory]
    [InlineData("1.1999", Zone.Red, "1.1999")]
    [InlineData("1.5001", Zone.Green, "1.5001")]
    [InlineData("1.2", Zone.Yellow, "1.20")]
    [InlineData("1.5", Zone.Yellow, "1.50")]
    [InlineData("1.199999999999999999", Zone.Red, "1.199999999999999999")]
    [InlineData("1.500000000000000001", Zone.Green, "1.500000000000000001")]
    [InlineData("1.49999", Zone.Yellow, "1.49")]
    [InlineData("1.19", Zone.Red, "1.19")]
    [InlineData("1.194999", Zone.Red, "1.19")]
    [InlineData("1.329999", Zone.Yellow, "1.32")]
    [InlineData("12.345", Zone.Green, "12.34")]
    [InlineData("0.005", Zone.Red, "0.00")]
    public void People_read_two_decimals_of_the_floor_and_more_near_a_threshold(string ratio, Zone zone, string expected) =>
        Assert.Equal(expected, FixedPoint.PrintForPeople(Parse(ratio), zone, Default));

    [Fact]
    public void A_green_ratio_nearer_to_warning_than_the_last_decimal_says_so()
    {
        Assert.Equal("1.50+", FixedPoint.PrintForPeople(Parse("1.5"), Zone.Green, Default));
        Assert.Equal("1.5025+", FixedPoint.PrintForPeople(Parse("1.5025"), Zone.Green, new(15_025, 12_000)));
        var above = Ratio.Of(Sample.Cluster((300 * Sample.Token) + 1), Sample.Market());
        Assert.Equal("1.50+", FixedPoint.PrintForPeople(above.Ratio!.Value, above.Zone, Default));
    }

    [Fact]
    public void A_negative_ratio_reads_as_zero() =>
        Assert.Equal("0.00", FixedPoint.PrintForPeople(-1, Zone.Red, Default));

    [Fact]
    public void Thresholds_with_four_decimals_lengthen_what_is_read_beside_them()
    {
        var fine = new Thresholds(15_075, 12_005);
        Assert.Equal("1.506", FixedPoint.PrintForPeople(Parse("1.506"), Zone.Yellow, fine));
        Assert.Equal("1.2005", FixedPoint.PrintForPeople(Parse("1.2005"), Zone.Yellow, fine));
        Assert.Equal("1.20", FixedPoint.PrintForPeople(Parse("1.2"), Zone.Red, fine));
    }

    [Fact]
    public void What_people_read_never_reads_as_another_zone() =>
        Gen.Select(Gen.UInt[1, 30_000], Gen.UInt[1, 30_000], Gen.Int[0, 2], Gen.Long[-100_000_000_000_000_000, 100_000_000_000_000_000], Gen.Int[0, 17])
        .Sample((a, b, near, off, shift) =>
        {
            var thresholds = new Thresholds(Math.Max(a, b) + 1, Math.Min(a, b));
            var centre = near switch { 0 => thresholds.WarningBps, 1 => thresholds.CriticalBps, _ => (thresholds.WarningBps + thresholds.CriticalBps) / 2 };
            var ratio18 = BigInteger.Max(0, Parse(FixedPoint.PrintBps(centre)) + (off / BigInteger.Pow(10, shift)));
            var zone = ZoneOf(ratio18, thresholds);
            var text = FixedPoint.PrintForPeople(ratio18, zone, thresholds);

            var read = Parse(text);
            Assert.Equal(zone, ZoneOf(read, thresholds));
            Assert.StartsWith(text, FixedPoint.Print(ratio18), StringComparison.Ordinal);
            Assert.True(text.Length - text.IndexOf('.', StringComparison.Ordinal) > 2);
            // The exact ratio may be just above its floor: at warning that is green, and says so.
            if (read == Parse(FixedPoint.PrintBps(thresholds.WarningBps)))
                Assert.EndsWith("+", FixedPoint.PrintForPeople(ratio18, Zone.Green, thresholds), StringComparison.Ordinal);
        }, iter: 20_000);

    [Fact]
    public void A_printed_ratio_parses_back() =>
        Gen.Select(AnyCase.Upto(128), AnyCase.Upto(128)).Sample((high, low) =>
        {
            var ratio18 = (high << 128) | low;
            Assert.True(FixedPoint.TryParse(FixedPoint.Print(ratio18), out var back));
            Assert.Equal(ratio18, back);
        });

    [Fact]
    public void The_largest_ratio_there_is_parses_back()
    {
        var largest = ((BigInteger.One << 128) - 1) * ((BigInteger.One << 96) - 1) * BigInteger.Pow(10, 30);
        Assert.True(FixedPoint.TryParse(FixedPoint.Print(largest), out var back));
        Assert.Equal(largest, back);
    }

    [Theory]
    [InlineData("1", "1000000000000000000")]
    [InlineData("1.5", "1500000000000000000")]
    [InlineData("0.000000000000000001", "1")]
    [InlineData("007.10", "7100000000000000000")]
    public void A_plain_decimal_is_read(string text, string expected) =>
        Assert.Equal(BigInteger.Parse(expected, CultureInfo.InvariantCulture), Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1e3")]
    [InlineData("٣")]
    [InlineData("NaN")]
    [InlineData("0.0000000000000000001")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(FixedPoint.TryParse(text, out var value));
        Assert.Equal(BigInteger.Zero, value);
        Assert.False(FixedPoint.TryParseThresholdBps(text, out _));
    }

    [Fact]
    public void A_text_too_long_for_any_ratio_is_refused()
    {
        Assert.True(FixedPoint.TryParse(new string('1', 128), out _));
        Assert.False(FixedPoint.TryParse(new string('1', 129), out _));
    }

    [Theory]
    [InlineData("1.5", 15_000u)]
    [InlineData("1.2345", 12_345u)]
    [InlineData("0", 0u)]
    [InlineData("1.500000000000000000", 15_000u)]
    [InlineData("429496.7295", uint.MaxValue)]
    public void A_threshold_has_at_most_four_decimals(string text, uint expected)
    {
        Assert.True(FixedPoint.TryParseThresholdBps(text, out var bps));
        Assert.Equal(expected, bps);
    }

    [Theory]
    [InlineData("1.23456")]
    [InlineData("1.500000000000000001")]
    [InlineData("429496.7296")]
    [InlineData("99999999999999999999")]
    public void A_finer_or_larger_threshold_is_refused(string text)
    {
        Assert.False(FixedPoint.TryParseThresholdBps(text, out var bps));
        Assert.Equal(0u, bps);
    }
}
