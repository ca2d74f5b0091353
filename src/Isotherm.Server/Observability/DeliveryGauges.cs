using System.Diagnostics.Metrics;
using Isotherm.Alerts.Delivery;

namespace Isotherm.Server.Observability;

/// <summary>What the delivery pump has done and how it stands, read when asked.</summary>
internal static class DeliveryGauges
{
    /// <summary>Creates them over a pump.</summary>
    public static void Create(Meter meter, DeliveryPump pump)
    {
        void Count(string name, string unit, string description, Func<DeliveryCounters, long> read) =>
            meter.CreateObservableCounter(name, () => read(pump.Counters), unit, description);
        void Gauge(string name, string unit, string description, Func<DeliveryCounters, double> read) =>
            meter.CreateObservableGauge(name, () => read(pump.Counters), unit, description);

        Count("isotherm.deliveries.delivered", "{delivery}", "Alerts that a channel took.", static c => c.Delivered);
        Count("isotherm.deliveries.retried", "{attempt}", "Attempts that failed and are made again.", static c => c.Retried);
        Count("isotherm.deliveries.dead", "{delivery}", "Alerts that were given up.", static c => c.Dead);
        Count("isotherm.deliveries.expired", "{delivery}", "Alerts that were worth nothing any more, undelivered.", static c => c.Expired);
        Count("isotherm.deliveries.unrecorded", "{attempt}", "Outcomes that the journal did not take at once.", static c => c.RecordFailures);
        Gauge("isotherm.deliveries.waiting", "{delivery}", "Alerts that are on their way.", static c => c.Waiting);
        Gauge("isotherm.deliveries.lag", "s", "Since the oldest alert that could have left was due.", static c => c.LagSeconds);
        Gauge("isotherm.deliveries.circuits", "{endpoint}", "Endpoints that are spared because they fail.", static c => c.OpenCircuits);
    }
}
