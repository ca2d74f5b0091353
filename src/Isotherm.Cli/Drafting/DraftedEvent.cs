using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>An event that the draft uses.</summary>
/// <param name="Signature">As the ABI has it.</param>
/// <param name="Event">The event.</param>
/// <param name="Effects">What it is taken to do; at least one.</param>
/// <param name="Sureness">As of the least sure part.</param>
/// <param name="Notes">What a person should look at.</param>
internal sealed record DraftedEvent(string Signature, AbiEvent Event, IReadOnlyList<DraftedEffect> Effects, Sureness Sureness, IReadOnlyList<string> Notes);
