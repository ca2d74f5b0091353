namespace Isotherm.Server.Auth.Messages;

/// <summary>A message's lines, read once and in order. After the first thing that is wrong nothing more is looked at.</summary>
/// <param name="lines">Without their ends.</param>
internal sealed class MessageLines(string[] lines)
{
    private int _next;

    /// <summary>The first thing that is wrong; null while nothing is.</summary>
    public SignInRefusal? Refusal { get; private set; }

    /// <summary>Whether a line is left.</summary>
    public bool Left => _next < lines.Length;

    /// <summary>The next line; an empty one where there is none, which is wrong.</summary>
    public string Next(string expected)
    {
        if (Refusal is not null)
            return "";
        if (Left)
            return lines[_next++];
        _next++;
        Wrong("nothing any more", expected);
        return "";
    }

    /// <summary>Whether the next line begins so.</summary>
    public bool Has(string name) => Refusal is null && Left && lines[_next].StartsWith(name, StringComparison.Ordinal);

    /// <summary>The value of the next line, which must be this field's.</summary>
    public string Field(string name, Func<string, bool> allowed, string expected)
    {
        var line = Next($"\"{name}\"");
        if (!line.StartsWith(name, StringComparison.Ordinal))
        {
            Wrong("another line", $"\"{name}\"");
            return "";
        }

        var value = line[name.Length..];
        if (!allowed(value))
            Wrong($"a wrong value of \"{name.TrimEnd(' ')}\"", expected);
        return value;
    }

    /// <summary>Says what is wrong with the line read last.</summary>
    public void Wrong(string found, string expected) => Refusal ??= Of(Math.Max(_next, 1), found, expected);

    /// <summary>The refusal for a line, counted from 1.</summary>
    public static SignInRefusal Of(int line, string found, string expected) =>
        new(SignInReasons.Malformed, $"Line {line} of the message has {found}; expected {expected}.");
}
