namespace Isotherm.Chains.Manifests;

/// <summary>One thing wrong with a manifest.</summary>
/// <param name="Path">Where: a JSON pointer (RFC 6901); empty for the whole document.</param>
/// <param name="Line">The line in the file, counted from 1.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record ManifestProblem(string Path, int Line, string Message)
{
    /// <summary>As compilers write it, so that editors find the place: <c>file:line: pointer: message</c>. Control characters, which a manifest may quote, become U+FFFD.</summary>
    public string In(string file) => string.Concat($"{file}:{Line}: {(Path.Length == 0 ? "/" : Path)}: {Message}".Select(c => char.IsControl(c) ? '\uFFFD' : c));

    /// <inheritdoc />
    public override string ToString() => $"line {Line}, {(Path.Length == 0 ? "/" : Path)}: {Message}";
}
