using Isotherm.Alerts.Rules;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Alerting;

/// <summary>A rule on the desk.</summary>
/// <param name="Stored">As it is kept.</param>
/// <param name="Rule">As it is judged by.</param>
internal sealed record DeskRule(StoredRule Stored, Rule Rule);
