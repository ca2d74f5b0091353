namespace Isotherm.Storage.Alerting;

/// <summary>An episode's state from an entry on.</summary>
/// <param name="Key">Unique in a journal, at most 200 characters.</param>
/// <param name="State">Opaque; null when it is over and forgotten.</param>
public readonly record struct EpisodeWrite(string Key, ReadOnlyMemory<byte>? State);
