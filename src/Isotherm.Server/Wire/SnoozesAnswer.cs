namespace Isotherm.Server.Wire;

/// <summary>An account's snoozes that are not over.</summary>
/// <param name="Snoozes">By rule.</param>
internal sealed record SnoozesAnswer(IReadOnlyList<SnoozeBody> Snoozes);
