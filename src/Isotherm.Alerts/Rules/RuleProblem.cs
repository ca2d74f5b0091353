using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Alerts.Rules;

/// <summary>What is wrong with a rule, where, and what was expected.</summary>
/// <param name="Pointer">JSON pointer into the rule, for example <c>/kind/threshold</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Expected">What would do.</param>
[SuppressMessage("Naming", "CA1720", Justification = "A JSON pointer, RFC 6901.")]
public sealed record RuleProblem(string Pointer, string Message, string Expected);
