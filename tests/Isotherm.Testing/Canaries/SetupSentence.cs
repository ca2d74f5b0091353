using System.Text.RegularExpressions;

namespace Isotherm.Testing.Canaries;

/// <summary>The sentence by which a server without an admin tells the setup code to whoever started it.</summary>
internal static partial class SetupSentence
{
    /// <summary>The code in a log, or null.</summary>
    public static string? CodeIn(string log) => Code().Match(log) is { Success: true } match ? match.Groups["code"].Value : null;

    [GeneratedRegex(@"enter this setup code .*: (?<code>[0-9A-Z]{4}(-[0-9A-Z]{4}){4})", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
