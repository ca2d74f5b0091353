namespace Isotherm.Server.Wire;

/// <summary>An account's alert rules.</summary>
/// <param name="Rules">In the order in which they were made.</param>
internal sealed record AlertRulesAnswer(IReadOnlyList<AlertRuleBody> Rules);
