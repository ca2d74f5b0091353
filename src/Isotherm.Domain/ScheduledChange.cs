using System.Numerics;

namespace Isotherm.Domain;

/// <summary>An announced change that was neither applied nor cancelled so far; fields as in <see cref="Fact.ChangeScheduled"/>.</summary>
public sealed record ScheduledChange(BigInteger Id, int Kind, BigInteger Subject, BigInteger A, BigInteger B, BigInteger EffectiveAt);
