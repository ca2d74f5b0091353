using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>The reason of a judgement, as it was when it was made.</summary>
/// <param name="Block">The block.</param>
/// <param name="Time">Its unix second.</param>
/// <param name="Ratio">Displayed ratio × 10¹⁸; null when it was not known or does not matter.</param>
/// <param name="LevelBps">What the ratio was held against.</param>
/// <param name="RuleVersion">The book's version.</param>
/// <param name="Detail">In words, where there is more to say; may be empty.</param>
internal sealed record Mark(BlockRef Block, long Time, BigInteger? Ratio, BigInteger? LevelBps, long RuleVersion, string Detail);
