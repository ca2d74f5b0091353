using System.Diagnostics.Metrics;
using Isotherm.Alerts.Delivery;
using Isotherm.Server.Streaming;

namespace Isotherm.Server.Observability;

/// <summary>The server's instruments, shared by all networks. Names follow OpenTelemetry; Prometheus sees them with underscores.</summary>
internal sealed class ServerMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Isotherm";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _stalled;

    /// <summary>Creates all instruments.</summary>
    public ServerMeter()
    {
        Meter = new Meter(Name);
        Instruments = new NetworkInstruments(Meter);
        _refused = Meter.CreateCounter<long>("isotherm.viewers.refused", "{viewer}", "Viewers refused because the limit was reached.");
        _stalled = Meter.CreateCounter<long>("isotherm.viewers.stalled", "{viewer}", "Viewers dropped because a write stalled.");
    }

    /// <summary>The meter.</summary>
    public Meter Meter { get; }

    /// <summary>Instruments that networks write.</summary>
    public NetworkInstruments Instruments { get; }

    /// <summary>A network's own way to the instruments.</summary>
    public NetworkMeter For(string network) => new(Instruments, network);

    /// <summary>Watches networks, viewers and deliveries.</summary>
    public void Watch(IReadOnlyList<NetworkRuntime> networks, ViewerGate gate, DeliveryPump pump, TimeProvider time)
    {
        NetworkGauges.Create(Meter, networks, time);
        DeliveryGauges.Create(Meter, pump);
        Meter.CreateObservableGauge("isotherm.viewers", () => gate.Viewers, "{viewer}", "Open streams.");
    }

    /// <summary>A viewer was refused.</summary>
    public void ViewerRefused() => _refused.Add(1);

    /// <summary>A viewer was dropped.</summary>
    public void ViewerStalled() => _stalled.Add(1);

    /// <inheritdoc />
    public void Dispose() => Meter.Dispose();
}
