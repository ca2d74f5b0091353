namespace Isotherm.Storage.Alerting;

/// <summary>An open episode.</summary>
/// <param name="Key">See <see cref="EpisodeWrite"/>.</param>
/// <param name="State">As it was last given.</param>
public readonly record struct StoredEpisode(string Key, ReadOnlyMemory<byte> State);
