using System.Globalization;
using System.Text;

namespace Isotherm.Chains.Manifests;

/// <summary>Texts from a chain are anyone's: they are cut to 64 bytes and lose what could disturb a screen.</summary>
public static class FactText
{
    /// <summary>Most bytes of UTF-8 kept.</summary>
    public const int MaxBytes = 64;

    /// <summary>Strips control, format (bidirectional overrides among them) and line separator characters, then cuts at a whole character.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(Math.Min(text.Length, MaxBytes));
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                continue;
            }

            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }
}
