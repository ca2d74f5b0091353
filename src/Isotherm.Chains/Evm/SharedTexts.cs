using System.Text;

namespace Isotherm.Chains.Evm;

/// <summary>
/// Keeps recent hex texts, so that equal bytes give one string. A fixed number of places, each overwritten by what falls there
/// next: it never grows. Not safe for concurrent use.
/// </summary>
internal sealed class SharedTexts
{
    private const int Places = 1 << 14;
    private readonly string?[] _kept = new string?[Places];

    /// <summary>The text in lower case.</summary>
    public string LowerCase(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var place = ref _kept[hash.ToHashCode() & (Places - 1)];
        if (place is { } kept && Ascii.Equals(utf8, kept))
        {
            return kept;
        }

        var text = Encoding.UTF8.GetString(utf8).ToLowerInvariant();
        place = text;
        return text;
    }
}
