using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Isotherm.Server.Streaming;

/// <summary>An event's id: <c>journalId-sequence</c>. The journal's id keeps a wiped data directory from resuming.</summary>
internal readonly record struct StreamId(string JournalId, long Seq)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{JournalId}-{Seq}");

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StreamId id)
    {
        id = default;
        var dash = text?.LastIndexOf('-') ?? -1;
        if (dash <= 0 || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return false;
        id = new StreamId(text![..dash], seq);
        return true;
    }
}
