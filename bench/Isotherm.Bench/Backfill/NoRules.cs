using Isotherm.Alerts.Rules;
using Isotherm.Server.Alerting;

namespace Isotherm.Bench.Backfill;

/// <summary>A network that nobody asked to be told about.</summary>
internal sealed class NoRules : IRuleBooks
{
    /// <inheritdoc />
    public RuleBook Current => RuleBook.Empty;
}
