using Isotherm.Alerts.Delivery;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Alerts.Tests.Delivery;

/// <summary>A pump that runs, on a clock that a test moves.</summary>
internal sealed class PumpRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;

    public PumpRun(DeliveryLimits? limits = null, ILogger<DeliveryPump>? log = null)
    {
        Endpoints = new FakeEndpoints(Time);
        Pump = new DeliveryPump(Outbox, Endpoints, Endpoints, body => Outbox.Read(body), limits ?? new DeliveryLimits(), Time, new Random(1), log ?? NullLogger<DeliveryPump>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(Simulation.Start);

    public MemoryOutbox Outbox { get; } = new();

    public FakeEndpoints Endpoints { get; }

    public DeliveryPump Pump { get; }

    public void Start() => _running = Pump.RunAsync(_end.Token);

    /// <summary>Moves the clock in steps until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds, TimeSpan? step = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            Time.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }

    public Task CancelAsync() => _end.CancelAsync();

    public Task EndAsync() => _running.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await UntilAsync(() => _running.IsCompleted);
        await _running;
        _end.Dispose();
    }
}
