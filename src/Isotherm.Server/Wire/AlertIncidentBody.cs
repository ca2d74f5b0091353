namespace Isotherm.Server.Wire;

/// <summary>One alert id.</summary>
/// <param name="AlertId">As in messages.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="RuleName">As it was when it began.</param>
/// <param name="IsOpen">Not over.</param>
/// <param name="Told">Subjects told of in all.</param>
/// <param name="Open">Subjects that it still holds for.</param>
/// <param name="History">Each message that was made with its reason, oldest first.</param>
internal sealed record AlertIncidentBody(
    string AlertId, string Rule, string RuleName, bool IsOpen, int Told, int Open, IReadOnlyList<AlertTransitionBody> History);
