namespace Isotherm.Server.Wire;

/// <summary>Why something was judged or told.</summary>
/// <param name="Block">The block.</param>
/// <param name="Ratio">Displayed ratio of the one cluster concerned; null where there are several or it is unknown.</param>
/// <param name="Threshold">What it was held against; null for none.</param>
/// <param name="RuleVersion">The version of the rules that judged.</param>
/// <param name="Words">In words; may be empty.</param>
internal sealed record AlertReasonBody(BlockBody Block, string? Ratio, string? Threshold, long RuleVersion, string Words);
