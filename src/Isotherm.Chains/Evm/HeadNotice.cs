namespace Isotherm.Chains.Evm;

/// <summary>A node's announcement of a new head.</summary>
/// <param name="Number">Height.</param>
/// <param name="Hash">Lower-case 0x-hex.</param>
/// <param name="At">When it was heard.</param>
public sealed record HeadNotice(ulong Number, string Hash, DateTimeOffset At);
