using System.Globalization;

namespace Isotherm.Storage;

/// <summary>A place in the record of transitions. It stays valid while newer ones arrive.</summary>
/// <param name="Sequence">The entry of the last row seen.</param>
/// <param name="Ordinal">That row's place within the entry.</param>
public readonly record struct TransitionCursor(long Sequence, int Ordinal)
{
    /// <summary>For URLs: <c>sequence.ordinal</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{Ordinal}");

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(string? text, out TransitionCursor cursor)
    {
        cursor = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0
            || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
            return false;
        cursor = new TransitionCursor(sequence, ordinal);
        return true;
    }
}
