namespace Isotherm.Alerts.Machine;

/// <summary>An incident in the course of one step.</summary>
/// <param name="incident">As it was.</param>
/// <param name="run">Its rule.</param>
/// <param name="isBlind">It is about not seeing.</param>
/// <param name="isFresh">It begins, or begins again.</param>
internal sealed class IncidentDraft(Incident incident, RuleRun run, bool isBlind, bool isFresh)
{
    internal Incident Incident { get; set; } = incident;

    internal RuleRun Run { get; } = run;

    internal bool IsBlind { get; } = isBlind;

    internal bool IsFresh { get; } = isFresh;

    /// <summary>Subjects that begin.</summary>
    internal List<Entry> Joined { get; } = [];

    /// <summary>Subjects that are over.</summary>
    internal List<Entry> Left { get; } = [];

    /// <summary>Subjects of which something is to be said at once.</summary>
    internal List<Entry> News { get; } = [];
}
