using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Server.Wire;

/// <summary>How values are printed on the wire (docs/protocol.md, first paragraph).</summary>
internal static class WireText
{
    private const long LastIsoSecond = 253_402_300_799; // 9999-12-31T23:59:59Z

    /// <summary>An amount in base units, decimal.</summary>
    public static string Amount(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>As above; null stays null.</summary>
    public static string? Amount(BigInteger? value) => value is { } known ? Amount(known) : null;

    /// <summary>A ratio with 18 decimals; null stays null.</summary>
    public static string? Ratio(BigInteger? ratio18) => ratio18 is { } known ? FixedPoint.Print(known) : null;

    /// <summary>A chain's unix second as ISO-8601 UTC; one that ISO-8601 can't hold (after the year 9999) as decimal digits.</summary>
    public static string Time(BigInteger unixSeconds) =>
        unixSeconds.Sign >= 0 && unixSeconds <= LastIsoSecond
            ? DateTimeOffset.FromUnixTimeSeconds((long)unixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : Amount(unixSeconds);

    /// <summary>As above, null for 0.</summary>
    public static string? TimeOrNull(BigInteger unixSeconds) => unixSeconds.IsZero ? null : Time(unixSeconds);

    /// <summary>A wall-clock time, milliseconds, UTC.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A zone's name.</summary>
    public static string Name(Zone zone) => Names<Zone>.Of(zone);

    /// <summary>A queue state's name.</summary>
    public static string Name(QueueState state) => Names<QueueState>.Of(state);

    /// <summary>A verdict's name.</summary>
    public static string Name(FeedVerdict verdict) => Names<FeedVerdict>.Of(verdict);

    /// <summary>A reason's name; null for none.</summary>
    public static string? Name(UnknownReason reason) => reason == UnknownReason.None ? null : Names<UnknownReason>.Of(reason);

    /// <summary>The kind of a scheduled change; a number that docs/protocol.md does not name stays one.</summary>
    public static string ScheduledKind(int kind) => kind switch
    {
        0 => "demand",
        1 => "requirement",
        2 => "thresholds",
        3 => "gracePeriod",
        _ => kind.ToString(CultureInfo.InvariantCulture),
    };

    private static class Names<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> All =
            Enum.GetValues<T>().ToDictionary(static value => value, static value => CamelCase(value.ToString()));

        public static string Of(T value) => All[value];

        private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
    }
}
