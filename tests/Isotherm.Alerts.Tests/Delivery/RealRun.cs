using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Tests.Channels;

namespace Isotherm.Alerts.Tests.Delivery;

/// <summary>A pump on the real clock with the real senders.</summary>
internal sealed class RealRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly DeliveryPump _pump;
    private Task _running = Task.CompletedTask;

    public RealRun(HttpReceiver receiver, DeliveryLimits limits, ListLogger<DeliveryPump>? log = null)
    {
        Endpoints = new FakeEndpoints(TimeProvider.System);
        var sender = receiver.Sender(timeout: TimeSpan.FromMilliseconds(400));
        _pump = new DeliveryPump(Outbox, Endpoints, sender, b => Outbox.Read(b), limits, TimeProvider.System, new Random(1), log ?? new ListLogger<DeliveryPump>());
    }

    public MemoryOutbox Outbox { get; } = new();

    public FakeEndpoints Endpoints { get; }

    public DeliveryCounters Counters => _pump.Counters;

    /// <summary>Runs until the outbox is empty.</summary>
    public async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        _running = _pump.RunAsync(_end.Token);
        while (Outbox.Left > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }
}
