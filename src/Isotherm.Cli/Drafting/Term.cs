namespace Isotherm.Cli.Drafting;

/// <summary>A notion and the words for it; a word that ends with * stands for all that begin with it.</summary>
/// <param name="Own">The manifest's own words.</param>
/// <param name="Others">What other contracts call it.</param>
internal sealed record Term(string Own, string Others)
{
    private readonly string[] _own = Own.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private readonly string[] _others = Others.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How surely one of the words means this; null when none does.</summary>
    public Sureness? In(IEnumerable<string> words)
    {
        Sureness? found = null;
        foreach (var word in words)
        {
            if (_own.Any(o => Is(word, o)))
            {
                return Sureness.Sure;
            }

            found = _others.Any(o => Is(word, o)) ? Sureness.Likely : found;
        }

        return found;
    }

    /// <summary>Whether one of the words means this.</summary>
    public bool IsIn(IEnumerable<string> words) => In(words) is not null;

    private static bool Is(string word, string pattern) =>
        pattern[^1] == '*' ? word.StartsWith(pattern[..^1], StringComparison.Ordinal) : word == pattern;
}
