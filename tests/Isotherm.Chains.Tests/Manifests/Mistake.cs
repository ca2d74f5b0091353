using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Tests.Manifests;

/// <summary>A sound manifest with one thing changed for the worse.</summary>
internal static class Mistake
{
    /// <summary>Reads it; one problem must say this, at this place, on the line of the change or close to it.</summary>
    /// <returns>All problems.</returns>
    public static IReadOnlyList<ManifestProblem> In(string manifest, string right, string wrong, string path, string message)
    {
        var at = manifest.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the manifest has no {right}");
        var invalid = Assert.IsType<ManifestResult.Invalid>(ManifestReader.ReadText(manifest[..at] + wrong + manifest[(at + right.Length)..]));
        var problem = Assert.Single(invalid.Problems, p => p.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(path, problem.Path);
        var lineOfChange = 1 + manifest.AsSpan(0, at).Count('\n');
        Assert.InRange(problem.Line, path.Length == 0 ? 1 : lineOfChange - 1, lineOfChange + 15);
        return invalid.Problems;
    }
}
