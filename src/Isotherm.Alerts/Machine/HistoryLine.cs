using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Machine;

/// <summary>One transition of an incident, with its reason.</summary>
/// <param name="Transition">From 1.</param>
/// <param name="Kind">What was told.</param>
/// <param name="Why">Block, ratio, level and rule version.</param>
internal sealed record HistoryLine(int Transition, MessageKind Kind, Mark Why);
