namespace Isotherm.Chains.Manifests;

/// <summary>Views by which a contract is asked whether it agrees (spec 1.6); at least one is there.</summary>
/// <param name="Ratio">The settlement ratio: floor with 18 decimals, 2²⁵⁶−1 where nothing is required; one output.</param>
/// <param name="Requirement">The requirement, exact and undivided (spec 1.4); one output.</param>
/// <param name="Queue">The place in the liquidation queue.</param>
public sealed record ContractViews(ContractView? Ratio, ContractView? Requirement, QueueView? Queue)
{
    /// <summary>Names of the views that are there, as the manifest writes them, in the order ratio, requirement, queue.</summary>
    public IReadOnlyList<string> Names =>
        [.. new[] { Ratio is null ? null : "ratio", Requirement is null ? null : "requirement", Queue is null ? null : "queue" }.OfType<string>()];
}
