namespace Isotherm.Cli.Drafting;

/// <summary>The words of a Solidity name: <c>fromClusterIds</c> is from, cluster, id.</summary>
internal static class Words
{
    /// <summary>Lower-case words, singular where an s is all that makes the plural.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i == name.Length || IsBorder(name, i))
            {
                Add(words, name[start..i]);
                start = i;
            }
        }

        return words;
    }

    private static bool IsBorder(string name, int i) =>
        !char.IsAsciiLetter(name[i]) || !char.IsAsciiLetter(name[i - 1])
        || (char.IsAsciiLetterUpper(name[i]) && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]))));

    private static void Add(List<string> words, string word)
    {
        word = word.Trim('_', '$').ToLowerInvariant();
        var isPlural = word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'i') && (word[^2] != 'u' || word.Length == 4);
        if (word.Length > 0)
        {
            words.Add(isPlural ? word[..^1] : word);
        }
    }
}
