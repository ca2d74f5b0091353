namespace Isotherm.Cli.Drafting;

/// <summary>An event that the draft does not use.</summary>
/// <param name="Signature">As the ABI has it.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record LeftOutEvent(string Signature, string Reason);
