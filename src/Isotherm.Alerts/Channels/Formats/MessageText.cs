using System.Globalization;
using System.Numerics;
using System.Text;
using Isotherm.Alerts.Messages;
using Isotherm.Domain;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>The words of a message, free of any format: what spec 6.8 asks for. Every text is bounded and has no control character.</summary>
internal static class MessageText
{
    /// <summary>What no alert can see (spec 12); stands in each.</summary>
    public const string CannotSee =
        "What this cannot see: a price that crashes between two blocks, wallets and collateral outside this contract, a chain too congested to act on. Necessary, not sufficient.";

    private const int LongestName = 100;
    private const int LongestSentence = 400;

    /// <summary>One line: what it is and what happened.</summary>
    public static string Title(AlertMessage message) => $"[{Word(message)}] {Clean(message.Headline, LongestSentence)}";

    /// <summary>Where and when: network, block, rule, and the label that must be read with it.</summary>
    public static IEnumerable<(string Name, string Value)> Head(AlertMessage message)
    {
        if (message.Label is { } label)
            yield return ("Mind", Clean(label, LongestSentence));
        yield return ("Network", Clean(message.NetworkName, LongestName));
        yield return ("Block", string.Create(CultureInfo.InvariantCulture, $"{message.Block.Number} at {Time(message.BlockTimestamp)} ({Clean(message.Block.Hash, 80)})"));
        if (message.RuleName.Length > 0)
            yield return ("Rule", Clean(message.RuleName, LongestName));
        if (message.ExpiresAt is { } end)
            yield return ("Act before", Time(end));
    }

    /// <summary>A cluster's name and number.</summary>
    public static string Name(AlertSubject subject)
    {
        var name = Clean(subject.Name, LongestName);
        var number = $"cluster {Clean(subject.Cluster, 80)}";
        return name.Length == 0 || name == subject.Cluster ? $"C{number[1..]}" : $"{name} ({number})";
    }

    /// <summary>What is known of a cluster, in the order that one reads it.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(AlertMessage message, AlertSubject subject)
    {
        yield return ("Ratio", subject.Ratio is { } ratio ? FixedPoint.Print(ratio) : "unknown");
        if (subject.SettlementRatio is { } settlement && settlement != subject.Ratio)
            yield return ("Settlement ratio", FixedPoint.Print(settlement));
        if (subject.ThresholdBps is { } threshold)
            yield return ("Threshold", Threshold(threshold));
        yield return ("Zone", Clean(subject.Zone, LongestName));
        yield return ("Why", Clean(subject.Why, LongestSentence));
        if (subject.Shortfall is { } shortfall)
            yield return ("Top-up needed", shortfall.IsZero ? "none" : Amount(shortfall, message.TokenDecimals, message.TokenSymbol));
        if (subject.QueueState != "none")
            yield return ("Liquidation queue", Clean(subject.QueueState, LongestName));
        if (subject.Deadline is { } deadline)
            yield return ("Grace ends", Time(deadline));
        yield return ("Operator", Clean(subject.Operator, LongestName));
        var place = string.Join(", ", new[] { subject.GpuClass, subject.Region }.Where(p => p.Length > 0).Select(p => Clean(p, LongestName)));
        if (place.Length > 0)
            yield return ("GPUs", place);
    }

    /// <summary>The page's address of a cluster.</summary>
    public static Uri Link(SenderOptions options, AlertSubject subject) => new(Root(options), subject.Path.TrimStart('/'));

    /// <summary>Where a message leads: its only cluster, or the map.</summary>
    public static Uri Link(SenderOptions options, AlertMessage message) =>
        message.Subjects.Count == 1 && message.SubjectCount <= 1 ? Link(options, message.Subjects[0]) : new Uri(Root(options), $"?network={Uri.EscapeDataString(message.Network)}");

    /// <summary>A sentence on clusters that are not listed; null when all are.</summary>
    /// <param name="message">The message.</param>
    /// <param name="listed">How many are.</param>
    public static string? More(AlertMessage message, int listed) =>
        message.SubjectCount > listed ? $"and {(message.SubjectCount - listed).ToString("N0", CultureInfo.InvariantCulture)} more, see the page" : null;

    /// <summary>All of it in plain lines.</summary>
    public static string Plain(AlertMessage message, SenderOptions options)
    {
        var text = new StringBuilder();
        text.Append(Clean(message.Headline, LongestSentence)).Append("\n\n");
        foreach (var (name, value) in Head(message))
            text.Append(name).Append(": ").Append(value).Append('\n');
        foreach (var subject in message.Subjects)
        {
            text.Append('\n').Append(Name(subject)).Append('\n');
            foreach (var (name, value) in Facts(message, subject))
                text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
            text.Append("  ").Append(Link(options, subject).AbsoluteUri).Append('\n');
        }

        if (More(message, message.Subjects.Count) is { } more)
            text.Append('\n').Append(more).Append('\n');
        text.Append('\n').Append(Link(options, message).AbsoluteUri).Append("\n\n").Append(CannotSee).Append("\n\n")
            .Append("Alert ").Append(message.AlertId).Append(", message ").Append(message.Id).Append('\n');
        return text.ToString();
    }

    /// <summary>Base units as a decimal with all of the token's decimals that are not zeros at the end, and its symbol.</summary>
    public static string Amount(BigInteger units, int decimals, string symbol)
    {
        var scale = BigInteger.Pow(10, decimals);
        var whole = BigInteger.DivRem(BigInteger.Abs(units), scale, out var fraction);
        var digits = fraction.IsZero ? "" : "." + fraction.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0').TrimEnd('0');
        return $"{(units.Sign < 0 ? "-" : "")}{whole.ToString(CultureInfo.InvariantCulture)}{digits} {Clean(symbol, 20)}".TrimEnd();
    }

    /// <summary>A threshold without zeros at the end, one decimal at least.</summary>
    public static string Threshold(BigInteger bps)
    {
        var text = FixedPoint.PrintBps(bps).TrimEnd('0');
        return text.EndsWith('.') ? text + "0" : text;
    }

    /// <summary>UTC, to the second.</summary>
    public static string Time(long unixSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unixSeconds, -62_135_596_800, 253_402_300_799)).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601, UTC, to the second, for programs.</summary>
    public static string Iso(long unixSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unixSeconds, -62_135_596_800, 253_402_300_799)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>One word for what a message is.</summary>
    public static string Word(AlertMessage message) => message.Kind switch
    {
        MessageKind.Fire => Severity(message.Severity).ToUpperInvariant(),
        MessageKind.Update => "STILL " + Severity(message.Severity).ToUpperInvariant(),
        MessageKind.Resolve => "RESOLVED",
        MessageKind.Retract => "TAKEN BACK",
        MessageKind.Blind => "BLIND",
        MessageKind.Sighted => "KNOWN AGAIN",
        MessageKind.Test => "TEST",
        _ => "ALL IS WELL",
    };

    /// <summary>As PagerDuty and Alertmanager name it.</summary>
    public static string Severity(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "critical",
        AlertSeverity.Warning => "warning",
        _ => "info",
    };

    /// <summary>Whether the episode is over after this message.</summary>
    public static bool IsOver(AlertMessage message) => message.Kind is MessageKind.Resolve or MessageKind.Retract or MessageKind.Sighted;

    /// <summary>Without control, format and lone surrogate characters (names come from the chain), cut to a length.</summary>
    public static string Clean(string text, int longest)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest - 1)
                return clean.Append('…').ToString();
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                clean.Append(' ');
            else
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    private static Uri Root(SenderOptions options) => options.PublicAddress.AbsoluteUri.EndsWith('/') ? options.PublicAddress : new Uri(options.PublicAddress.AbsoluteUri + "/");
}
