namespace Isotherm.Domain;

/// <summary>Zone boundaries in basis points: ratio above <see cref="WarningBps"/> is green, below <see cref="CriticalBps"/> red, else yellow.</summary>
/// <param name="WarningBps">For example 15 000 for 1.5.</param>
/// <param name="CriticalBps">For example 12 000 for 1.2; less than <paramref name="WarningBps"/>.</param>
public readonly record struct Thresholds(uint WarningBps, uint CriticalBps);
