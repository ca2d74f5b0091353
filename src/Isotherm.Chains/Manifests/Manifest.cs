using Isotherm.Chains.Schedules;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>One network, described: where its chain is and what its contracts' events mean. Immutable; made by <see cref="ManifestReader"/>.</summary>
public sealed record Manifest
{
    /// <summary>Where its values stand in its file.</summary>
    public ManifestSource Source { get; init; } = ManifestSource.None;

    /// <summary>The id in URLs: lower-case letters, digits, dashes; at most 32 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The printed name.</summary>
    public required string Name { get; init; }

    /// <summary>The chain and how to reach it; for a recorded network only its block time and confirmations mean anything.</summary>
    public required ChainSpec Chain { get; init; }

    /// <summary>The recording that stands in for a chain; null where the network follows one.</summary>
    public RecordedSpec? Recorded { get; init; }

    /// <summary>Says that what is shown is a simulation; null where it is not.</summary>
    public SimulationSpec? Simulation { get; init; }

    /// <summary>Requirements that change on published dates.</summary>
    public RequirementSchedule Schedule { get; init; } = RequirementSchedule.None;

    /// <summary>Contract addresses (lower-case 0x-hex) by the manifest's own names; <c>settlement</c> is always there, but for a recorded network.</summary>
    public required IReadOnlyDictionary<string, string> Contracts { get; init; }

    /// <summary>What the engine needs: units, gas model, ages, initial thresholds.</summary>
    public required NetworkRules Rules { get; init; }

    /// <summary>The collateral token's price feed; null where no price is needed.</summary>
    public FeedSpec? TokenFeed { get; init; }

    /// <summary>The gas token's price feed; null where gas is not modelled.</summary>
    public FeedSpec? NativeFeed { get; init; }

    /// <summary>Events and what each does.</summary>
    public required IReadOnlyList<EventBinding> Events { get; init; }

    /// <summary>Views by which the contract is asked whether it agrees; null where it can't be asked.</summary>
    public ContractViews? Views { get; init; }

    /// <summary>Transactions that run the liquidation queue; null where none are known.</summary>
    public ContractActions? Actions { get; init; }
}
