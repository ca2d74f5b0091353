using System.Globalization;
using System.Numerics;

namespace Isotherm.Domain;

/// <summary>Ratios and thresholds as text (spec 1.5). Culture-free, ASCII, never through a double.</summary>
public static class FixedPoint
{
    private const int Decimals = 18;
    private const int BpsDecimals = 4;

    // Assets < 2¹²⁸, price < 2⁹⁶ and 30 decimals give 98 digits at most; anything longer is not a ratio.
    private const int LongestText = 128;

    private static readonly BigInteger One = ExactDivision.PowerOfTen(Decimals);
    private static readonly BigInteger OneBps = ExactDivision.PowerOfTen(Decimals - BpsDecimals);

    /// <summary>A ratio for programs: all 18 decimals, or <c>"0"</c> when negative.</summary>
    /// <param name="ratio18">Value × 10¹⁸.</param>
    public static string Print(BigInteger ratio18) => ratio18.Sign < 0 ? "0" : Print(ratio18, Decimals);

    /// <summary>A threshold in basis points, with 18 decimals.</summary>
    public static string PrintBps(BigInteger bps) => Print(bps * OneBps);

    /// <summary>
    /// A ratio for people: the floor at 2 decimals, and at as many more as it takes that neither the floor nor the nearest value
    /// at that length reads as another zone (1.1999, 1.5001). A green ratio less than 10⁻¹⁸ above warning reads as the threshold
    /// followed by <c>+</c>. A negative ratio is <c>0.00</c>.
    /// </summary>
    /// <param name="ratio18">Floor, value × 10¹⁸.</param>
    /// <param name="zone">The zone that the exact ratio has.</param>
    /// <param name="thresholds">The thresholds that gave the zone; critical is positive.</param>
    public static string PrintForPeople(BigInteger ratio18, Zone zone, Thresholds thresholds)
    {
        if (ratio18.Sign < 0)
            return "0.00";
        var hidesExcess = zone == Zone.Green && ratio18 == thresholds.WarningBps * OneBps;
        var reads = hidesExcess ? Zone.Yellow : zone;
        var decimals = 2;
        while (decimals < Decimals && reads <= Zone.Red && !ReadsAs(reads, ratio18, decimals, thresholds))
            decimals++;
        // The threshold itself, all of it: 1.5025+, not 1.50+.
        while (hidesExcess && !(ratio18 % ExactDivision.PowerOfTen(Decimals - decimals)).IsZero)
            decimals++;
        return Print(ratio18, decimals) + (hidesExcess ? "+" : "");
    }

    /// <summary>Reads a plain decimal: digits, then at most 18 decimals after a point. No sign, exponent, space or separator.</summary>
    /// <param name="text">For example <c>1.32</c>.</param>
    /// <param name="ratio18">Value × 10¹⁸; 0 on failure.</param>
    public static bool TryParse(string? text, out BigInteger ratio18)
    {
        ratio18 = BigInteger.Zero;
        if (text is null || text.Length is 0 or > LongestText)
            return false;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        if (whole.Length == 0 || (point >= 0 && fraction.Length == 0) || fraction.Length > Decimals
            || !whole.All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit))
            return false;
        ratio18 = BigInteger.Parse(whole + fraction.PadRight(Decimals, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Reads a threshold of at most 4 decimals (zeros after the fourth are none) below 2³² basis points.</summary>
    /// <param name="text">For example <c>1.5</c>.</param>
    /// <param name="bps">Basis points; 0 on failure.</param>
    public static bool TryParseThresholdBps(string? text, out uint bps)
    {
        bps = 0;
        if (!TryParse(text, out var ratio18))
            return false;
        var value = BigInteger.DivRem(ratio18, OneBps, out var finer);
        if (!finer.IsZero || value > uint.MaxValue)
            return false;
        bps = (uint)value;
        return true;
    }

    private static bool ReadsAs(Zone zone, BigInteger ratio18, int decimals, Thresholds thresholds)
    {
        var unit = ExactDivision.PowerOfTen(Decimals - decimals);
        var floor = ratio18 / unit * unit;
        var nearest = (ratio18 + (unit / 2)) / unit * unit;
        return ZoneOf(floor, thresholds) == zone && ZoneOf(nearest, thresholds) == zone;
    }

    private static Zone ZoneOf(BigInteger ratio18, Thresholds thresholds)
    {
        if (ratio18 < thresholds.CriticalBps * OneBps)
            return Zone.Red;
        return ratio18 > thresholds.WarningBps * OneBps ? Zone.Green : Zone.Yellow;
    }

    private static string Print(BigInteger ratio18, int decimals)
    {
        var whole = BigInteger.DivRem(ratio18, One, out var fraction);
        var digits = fraction.ToString("D18", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{whole}.{digits.AsSpan(0, decimals)}");
    }
}
