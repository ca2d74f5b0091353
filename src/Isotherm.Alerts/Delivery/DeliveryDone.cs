using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Delivery;

/// <summary>What a task made of some rows; the loop takes it in.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Attempts">What was recorded of each, in the same order.</param>
/// <param name="Recorded">False when storage did not take it: the rows wait again.</param>
/// <param name="Way">The channel's state where something was sent; null otherwise.</param>
/// <param name="Result">What the endpoint said; null where nothing was sent or the house itself stopped it.</param>
internal sealed record DeliveryDone(IReadOnlyList<DeliveryRow> Rows, IReadOnlyList<Attempt> Attempts, bool Recorded, ChannelWay? Way, SendResult? Result);
