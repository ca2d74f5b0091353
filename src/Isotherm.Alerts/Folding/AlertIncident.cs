using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Folding;

/// <summary>One alert id.</summary>
/// <param name="AlertId">As in messages.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="RuleName">As it was when it began.</param>
/// <param name="IsOpen">Not over.</param>
/// <param name="Told">Subjects told of in all.</param>
/// <param name="Open">Subjects that it still holds for.</param>
/// <param name="Subjects">As last told, at most 20.</param>
/// <param name="History">Oldest first.</param>
public sealed record AlertIncident(
    string AlertId, string Rule, string RuleName, bool IsOpen, int Told, int Open, IReadOnlyList<AlertSubject> Subjects, IReadOnlyList<AlertTransition> History);
