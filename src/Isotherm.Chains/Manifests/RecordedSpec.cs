namespace Isotherm.Chains.Manifests;

/// <summary>A recording that a network is played from, in place of a chain.</summary>
/// <param name="File">The NDJSON file; docs/recorded-feeds.md says its form.</param>
/// <param name="Speed">Recorded seconds in a second of the clock, 0.1–100 000; null for as fast as it can be read.</param>
/// <param name="Loop">Begins again at the end.</param>
public sealed record RecordedSpec(string File, double? Speed, bool Loop);
