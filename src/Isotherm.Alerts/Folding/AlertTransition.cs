using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Folding;

/// <summary>One message that was made, with its reason.</summary>
public sealed record AlertTransition(int Transition, MessageKind Kind, AlertReason Why);
