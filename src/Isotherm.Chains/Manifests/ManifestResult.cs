namespace Isotherm.Chains.Manifests;

/// <summary>What reading a manifest gave.</summary>
public abstract record ManifestResult
{
    private ManifestResult()
    {
    }

    /// <summary>Where its values stand; <see cref="ManifestSource.None"/> for what is not JSON.</summary>
    public ManifestSource Source { get; init; } = ManifestSource.None;

    /// <summary>A manifest that can be followed.</summary>
    public sealed record Valid(Manifest Manifest) : ManifestResult;

    /// <summary>All that is wrong, in the order of the file; at least one.</summary>
    public sealed record Invalid(IReadOnlyList<ManifestProblem> Problems) : ManifestResult
    {
        /// <summary>The file could not be opened or read, so that nothing is known of its content.</summary>
        public bool IsUnread { get; init; }
    }
}
