using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.Folding;

/// <summary>Why a judgement or a message was made.</summary>
/// <param name="Block">The block.</param>
/// <param name="Timestamp">Its unix second.</param>
/// <param name="Ratio">Displayed ratio × 10¹⁸ of the one cluster concerned; null where there are several or it is unknown.</param>
/// <param name="ThresholdBps">What it was held against.</param>
/// <param name="RuleVersion">The rule book's version.</param>
/// <param name="Words">In words; may be empty.</param>
public sealed record AlertReason(BlockRef Block, long Timestamp, BigInteger? Ratio, BigInteger? ThresholdBps, long RuleVersion, string Words);
