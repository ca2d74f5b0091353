namespace Isotherm.Alerts.Rules;

/// <summary>A rule, or why the text is none.</summary>
/// <param name="Rule">Null when there are problems.</param>
/// <param name="Problems">All that were found; empty when there is a rule.</param>
public sealed record RuleParse(Rule? Rule, IReadOnlyList<RuleProblem> Problems);
