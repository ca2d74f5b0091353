namespace Isotherm.Server.Wire;

/// <summary>How an account's alerts on a network stand.</summary>
/// <param name="Episodes">What is pending or firing, told or not.</param>
/// <param name="Incidents">Open alert ids, and those that were last over.</param>
internal sealed record AlertEpisodesAnswer(IReadOnlyList<AlertEpisodeBody> Episodes, IReadOnlyList<AlertIncidentBody> Incidents);
