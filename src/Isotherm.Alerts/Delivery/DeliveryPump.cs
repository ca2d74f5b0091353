using System.Collections.Concurrent;
using System.Threading.Channels;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Messages;
using Microsoft.Extensions.Logging;

namespace Isotherm.Alerts.Delivery;

/// <summary>
/// Brings what the outbox holds to its channels, at least once: a delivery is over only when its outcome is recorded, so that after a
/// crash some are sent again, with the same message id. Order is kept within a lane of a channel. One pump an outbox.
/// </summary>
public sealed class DeliveryPump
{
    private readonly IOutbox _outbox;
    private readonly Func<ReadOnlyMemory<byte>, AlertMessage> _read;
    private readonly DeliveryLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DeliverySchedule _schedule;
    private readonly DeliveryWork _work;
    private readonly Channel<bool> _signal = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<DeliveryDone> _done = new();
    private readonly HashSet<Task> _tasks = [];
    private DeliveryCounters _counters = new();
    private int _poked = 1;
    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;

    /// <summary>Makes a pump; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="outbox">What has to leave.</param>
    /// <param name="channels">Where to.</param>
    /// <param name="sender">Brings it there.</param>
    /// <param name="read">Reads a row's body; throws what it likes when it cannot: the delivery is dead then.</param>
    /// <param name="limits">Named limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Jitter; seeded in tests.</param>
    /// <param name="log">Never gets a secret, an address's path or a body.</param>
    public DeliveryPump(
        IOutbox outbox,
        IChannelDirectory channels,
        IChannelSender sender,
        Func<ReadOnlyMemory<byte>, AlertMessage> read,
        DeliveryLimits limits,
        TimeProvider time,
        Random random,
        ILogger<DeliveryPump> log)
    {
        (_outbox, _read, _limits, _time, _log) = (outbox, read, limits, time, log);
        _schedule = new DeliverySchedule(channels, limits);
        _work = new DeliveryWork(outbox, channels, sender, limits, new BackOff(limits, random), time, log);
    }

    /// <summary>What it has done and how it stands. Safe to read from any thread.</summary>
    public DeliveryCounters Counters => Volatile.Read(ref _counters);

    /// <summary>Says that the outbox has something new. Safe to call from any thread, cheap, never waits.</summary>
    public void Poke()
    {
        Volatile.Write(ref _poked, 1);
        Wake();
    }

    /// <summary>Sends a delivery again, whatever became of it.</summary>
    /// <returns>False when the account has no such delivery.</returns>
    public async ValueTask<bool> ReplayAsync(string owner, string delivery, CancellationToken ct)
    {
        var known = await _outbox.ReplayAsync(owner, delivery, ct).ConfigureAwait(false);
        if (known)
            Poke();
        return known;
    }

    /// <summary>Runs until cancelled; then what is in flight ends or is cut, and is recorded, within <see cref="DeliveryLimits.ShutdownGrace"/> and a second.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var cut = new CancellationTokenSource();
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            var wakeAt = _time.GetUtcNow() + _limits.RefreshEvery;
            try
            {
                wakeAt = await PassAsync(cut.Token, ct).ConfigureAwait(false);
                failures = 0;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception broken)
            {
                failures++;
                _work.LoopFailed();
                DeliveryLog.PassFailed(_log, broken, failures);
                wakeAt = _time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(30, failures));
            }

            await WaitAsync(wakeAt, ct).ConfigureAwait(false);
        }

        await StopAsync(cut).ConfigureAwait(false);
    }

    private async Task<DateTimeOffset> PassAsync(CancellationToken cut, CancellationToken ct)
    {
        TakeDone();
        if (Interlocked.Exchange(ref _poked, 0) != 0 || _time.GetUtcNow() >= _refreshAt)
            await RefreshAsync(ct).ConfigureAwait(false);
        var now = _time.GetUtcNow();
        var tasks = _schedule.Next(now, out var wakeAt);
        foreach (var task in tasks)
            _tasks.Add(Task.Run(() => WorkAsync(task, cut), CancellationToken.None));
        _tasks.RemoveWhere(t => t.IsCompleted);
        Count(now);
        return wakeAt < _refreshAt ? wakeAt : _refreshAt;
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            var waiting = await _outbox.WaitingAsync(_limits.RowsPerChannel, ct).ConfigureAwait(false);
            // What ended while that was read is still marked as in flight here, so it cannot begin twice.
            _schedule.Take(waiting, Read);
            TakeDone();
            _refreshAt = _time.GetUtcNow() + _limits.RefreshEvery;
        }
        catch
        {
            Volatile.Write(ref _poked, 1);
            throw;
        }
    }

    private DeliveryRow Read(Waiting waiting)
    {
        try
        {
            return new DeliveryRow(waiting, _read(waiting.Body));
        }
        catch (Exception unreadable)
        {
            DeliveryLog.Unreadable(_log, waiting.Id, unreadable.GetType().Name);
            return new DeliveryRow(waiting, null);
        }
    }

    private async Task WorkAsync(DeliveryTask task, CancellationToken cut)
    {
        _done.Enqueue(await _work.DoAsync(task, cut).ConfigureAwait(false));
        Wake();
    }

    private void TakeDone()
    {
        while (_done.TryDequeue(out var done))
        {
            _schedule.Finish(done, _time.GetUtcNow());
            // A channel's rows in memory ran out while the outbox holds more.
            if (_schedule.Rows.Count == 0)
                _poked = 1;
        }
    }

    private async Task WaitAsync(DateTimeOffset wakeAt, CancellationToken ct)
    {
        var rest = wakeAt - _time.GetUtcNow();
        if (rest > TimeSpan.Zero && !_signal.Reader.TryPeek(out _))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(_signal.Reader.WaitToReadAsync(end.Token).AsTask(), Task.Delay(rest, _time, end.Token)).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
        }

        _signal.Reader.TryRead(out _);
    }

    private async Task StopAsync(CancellationTokenSource cut)
    {
        var all = Task.WhenAll(_tasks);
        using (var grace = new CancellationTokenSource())
        {
            await Task.WhenAny(all, Task.Delay(_limits.ShutdownGrace, _time, grace.Token)).ConfigureAwait(false);
            await grace.CancelAsync().ConfigureAwait(false);
        }

        await cut.CancelAsync().ConfigureAwait(false);
        using var last = new CancellationTokenSource();
        await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1), _time, last.Token)).ConfigureAwait(false);
        await last.CancelAsync().ConfigureAwait(false);
        if (!all.IsCompleted)
            DeliveryLog.CutOff(_log, _tasks.Count(t => !t.IsCompleted));
        TakeDone();
        Count(_time.GetUtcNow());
    }

    private void Count(DateTimeOffset now)
    {
        var late = _schedule.Rows.Where(r => r.DueAt <= now).Select(r => (now - r.DueAt).TotalSeconds).DefaultIfEmpty(0).Max();
        Volatile.Write(ref _counters, _work.Totals with
        {
            Waiting = _schedule.Rows.Count,
            InFlight = _schedule.InFlight,
            OpenCircuits = _schedule.OpenCircuits,
            LagSeconds = late,
            At = now,
        });
    }

    // One signal is enough for any number of reasons.
    private void Wake() => _signal.Writer.TryWrite(true);
}
