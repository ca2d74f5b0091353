using Isotherm.Alerts.Rules;

namespace Isotherm.Server.Alerting;

/// <summary>The alert rules as accounts have them now. Reading costs nothing; safe to call from any thread.</summary>
internal interface IRuleBooks
{
    /// <summary>All rules and snoozes; another version where anything changed. Null while they could not be read.</summary>
    RuleBook? Current { get; }
}
