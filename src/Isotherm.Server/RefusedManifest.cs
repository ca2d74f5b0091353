using Isotherm.Chains.Manifests;

namespace Isotherm.Server;

/// <summary>A manifest that does not become a network; the others run without it.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Shown">What is wrong with it, for anyone to read: no folder is named. At least one.</param>
/// <param name="Told">The same for the operator, with the files as the command line names them.</param>
internal sealed record RefusedManifest(string File, IReadOnlyList<string> Shown, IReadOnlyList<string> Told)
{
    /// <summary>A manifest with problems of its own.</summary>
    public static RefusedManifest Of(string path, IReadOnlyList<ManifestProblem> problems)
    {
        var name = Path.GetFileName(path);
        return new RefusedManifest(name, [.. problems.Select(p => p.In(name))], [.. problems.Select(p => p.In(path))]);
    }

    /// <summary>A good manifest whose id another one had first.</summary>
    public static RefusedManifest Repeated(string path, ManifestSource source, string firstPath, ManifestSource first)
    {
        var name = Path.GetFileName(path);
        return new RefusedManifest(
            name,
            [source.RepeatedId(Path.GetFileName(firstPath), first).In(name)],
            [source.RepeatedId(firstPath, first).In(path)]);
    }
}
