namespace Isotherm.Chains.Schedules;

/// <summary>A network's requirements from one date on. Classes that it does not list keep what they had.</summary>
/// <param name="From">Unix second from which it is in force.</param>
/// <param name="Announced">Unix second from which it is known, not after <paramref name="From"/>; null where it comes unannounced.</param>
/// <param name="Source">Where it is published; null where the manifest does not say.</param>
/// <param name="Classes">Each class at most once.</param>
public sealed record RequirementVersion(long From, long? Announced, string? Source, IReadOnlyList<ClassRequirement> Classes);
