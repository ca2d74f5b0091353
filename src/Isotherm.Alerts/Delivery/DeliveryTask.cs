using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Delivery;

/// <summary>What the schedule wants done: rows to be sent together over a way, or one row to be given up.</summary>
internal sealed record DeliveryTask(IReadOnlyList<DeliveryRow> Rows, Channel? Channel, ChannelWay? Way, AttemptOutcome? Ending, string Why)
{
    public static DeliveryTask Send(IReadOnlyList<DeliveryRow> rows, Channel channel, ChannelWay way) => new(rows, channel, way, null, "");

    public static DeliveryTask GiveUp(DeliveryRow row, AttemptOutcome outcome, string why) => new([row], null, null, outcome, why);
}
