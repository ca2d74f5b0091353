namespace Isotherm.Integration.Tests.Browser;

/// <summary>A colour in OKLab (Björn Ottosson, 2020).</summary>
internal readonly record struct OkLab(double L, double A, double B)
{
    public double Chroma => Math.Sqrt((A * A) + (B * B));

    /// <summary>From sRGB channels of 0 to 255.</summary>
    public static OkLab Of((byte R, byte G, byte B) colour)
    {
        var (r, g, b) = (Linear(colour.R), Linear(colour.G), Linear(colour.B));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return new(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>From <c>#rrggbb</c>.</summary>
    public static OkLab Parse(string hex)
    {
        var bytes = Convert.FromHexString(hex.AsSpan(1));
        return Of((bytes[0], bytes[1], bytes[2]));
    }

    /// <summary>Distance × 100.</summary>
    public double DistanceTo(OkLab other) =>
        100 * Math.Sqrt(Square(L - other.L) + Square(A - other.A) + Square(B - other.B));

    /// <summary>Distance × 100 to the straight line between two colours.</summary>
    public double DistanceTo(OkLab from, OkLab to)
    {
        var (dl, da, db) = (to.L - from.L, to.A - from.A, to.B - from.B);
        var along = (((L - from.L) * dl) + ((A - from.A) * da) + ((B - from.B) * db)) / (Square(dl) + Square(da) + Square(db));
        var t = Math.Clamp(along, 0, 1);
        return DistanceTo(new OkLab(from.L + (t * dl), from.A + (t * da), from.B + (t * db)));
    }

    private static double Square(double x) => x * x;

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
