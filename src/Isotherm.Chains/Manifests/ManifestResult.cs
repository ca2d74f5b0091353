namespace Isotherm.Chains.Manifests;

/// <summary>What reading a manifest gave.</summary>
public abstract record ManifestResult
{
    private ManifestResult()
    {
    }

    /// <summary>A manifest that can be followed.</summary>
    public sealed record Valid(Manifest Manifest) : ManifestResult;

    /// <summary>All that is wrong, in the order of the file; at least one.</summary>
    public sealed record Invalid(IReadOnlyList<ManifestProblem> Problems) : ManifestResult;
}
