using System.Globalization;

namespace Isotherm.Bench.Reporting;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double Median => At(0.5);

    /// <summary>These and others together.</summary>
    public Samples And(Samples others) => new([.. _sorted, .. others._sorted]);

    /// <summary>The value below which this share of the samples lies, by the nearest rank.</summary>
    public double At(double share) => _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    /// <summary>Median, then 10th and 90th percentile: <c>1.23 (1.20–1.31)</c>.</summary>
    public string Spread(string format) => string.Create(CultureInfo.InvariantCulture, $"{Text(Median, format)} ({Text(At(0.1), format)}–{Text(At(0.9), format)})");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
