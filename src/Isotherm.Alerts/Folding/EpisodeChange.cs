namespace Isotherm.Alerts.Folding;

/// <summary>An episode's state after an entry.</summary>
/// <param name="Key">Rule and subject; unique in a network, at most 200 characters.</param>
/// <param name="State">Opaque to storage; null when the episode is over and forgotten.</param>
public readonly record struct EpisodeChange(string Key, ReadOnlyMemory<byte>? State);
