using System.Globalization;

namespace Isotherm.Server.Auth.Messages;

/// <summary>An RFC 3339 date-time: <c>2026-01-31T12:00:00[.fraction](Z | ±hh:mm)</c>. Leap seconds are refused: no clock here shows one.</summary>
internal static class DateTimeSyntax
{
    private const int TicksDigits = 7;

    /// <summary>The time; a fraction beyond 100 ns is cut.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':')
            return false;
        if (!Number(text, 0, 4, out var year) || !Number(text, 5, 2, out var month) || !Number(text, 8, 2, out var day)
            || !Number(text, 11, 2, out var hour) || !Number(text, 14, 2, out var minute) || !Number(text, 17, 2, out var second))
            return false;
        var at = 19;
        if (!Fraction(text, ref at, out var ticks) || !Offset(text.AsSpan(at), out var offset))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(ticks);
        if (local.Ticks - offset.Ticks < DateTime.MinValue.Ticks || local.Ticks - offset.Ticks > DateTime.MaxValue.Ticks)
            return false;
        time = new DateTimeOffset(local.Ticks - offset.Ticks, TimeSpan.Zero);
        return true;
    }

    private static bool Fraction(string text, ref int at, out long ticks)
    {
        ticks = 0;
        if (at >= text.Length || text[at] != '.')
            return true;
        var from = ++at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        var digits = Math.Min(at - from, TicksDigits);
        for (var i = 0; i < TicksDigits; i++)
            ticks = (ticks * 10) + (i < digits ? text[from + i] - '0' : 0);
        return at > from;
    }

    private static bool Offset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z" or "z")
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || !Number(text.ToString(), 1, 2, out var hours)
            || !Number(text.ToString(), 4, 2, out var minutes) || hours > 23 || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Number(string text, int from, int digits, out int number) =>
        int.TryParse(text.AsSpan(from, digits), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
