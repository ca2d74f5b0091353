using System.Globalization;
using System.Numerics;

namespace Isotherm.Server.Api;

/// <summary>Reads parameters strictly: what is not exactly of the expected form is refused.</summary>
internal static class Parameters
{
    private const int MaxDigits = 78;

    private static readonly BigInteger IdLimit = BigInteger.One << 256;

    /// <summary>A decimal on-chain integer, 0 – 2²⁵⁶−1.</summary>
    public static bool TryId(string text, out BigInteger id)
    {
        id = default;
        return text.Length is > 0 and <= MaxDigits
            && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id)
            && id < IdLimit;
    }

    /// <summary>A whole number from 1 to a limit; null gives the default.</summary>
    public static bool TryLimit(string? text, int otherwise, int max, out int limit)
    {
        limit = otherwise;
        return text is null
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= max);
    }
}
