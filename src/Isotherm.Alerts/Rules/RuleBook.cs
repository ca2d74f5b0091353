namespace Isotherm.Alerts.Rules;

/// <summary>All rules and snoozes at one time.</summary>
/// <param name="Version">Grows with each edit; kept with every judgement, so that history says by which rules it was made.</param>
/// <param name="Rules">Of any network, each id once; a fold takes those of its own that are enabled.</param>
/// <param name="Snoozes">In force or over.</param>
public sealed record RuleBook(long Version, IReadOnlyList<Rule> Rules, IReadOnlyList<Snooze> Snoozes)
{
    /// <summary>No rules.</summary>
    public static RuleBook Empty { get; } = new(0, [], []);
}
