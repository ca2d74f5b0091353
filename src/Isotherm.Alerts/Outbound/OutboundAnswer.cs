namespace Isotherm.Alerts.Outbound;

/// <summary>What an endpoint said.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">The answer's first bytes as text.</param>
/// <param name="RetryAfter">What it asks to wait; may be negative where a date has passed; null where it does not ask.</param>
public sealed record OutboundAnswer(int Status, string Text, TimeSpan? RetryAfter);
