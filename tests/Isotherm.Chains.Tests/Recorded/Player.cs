using Isotherm.Chains.Manifests;
using Isotherm.Chains.Recorded;
using Isotherm.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Chains.Tests.Recorded;

/// <summary>A follower of a recording on a fake clock; its steps are taken one at a time.</summary>
internal sealed class Player : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly RecordedFollower _follower;
    private readonly IAsyncEnumerator<ChainStep> _steps;
    private Task<bool>? _next;

    public Player(Manifest manifest, IReadOnlyList<BlockRef>? known = null, string? hash = null)
    {
        _follower = new RecordedFollower(manifest, Time, NullLogger<RecordedFollower>.Instance);
        _steps = _follower.FollowAsync(known ?? [], hash, _stop.Token).GetAsyncEnumerator(_stop.Token);
    }

    public WatchedClock Time { get; } = new();

    public RecordedStatus Status => _follower.Status;

    /// <summary>The next step, which needs no time to pass.</summary>
    public async Task<ChainStep> NowAsync()
    {
        Assert.True(await Next().WaitAsync(Patience, TimeProvider.System));
        _next = null;
        return _steps.Current;
    }

    /// <summary>The next step, for which the follower waits exactly this long.</summary>
    public async Task<ChainStep> AfterAsync(TimeSpan wait)
    {
        Assert.Equal(wait, await WaitingAsync());
        Assert.False(Next().IsCompleted, "the step came before its wait was over");
        await PassAsync(wait);
        return await NowAsync();
    }

    /// <summary>The next step, however long the follower waits for it.</summary>
    public async Task<ChainStep> LaterAsync()
    {
        while (await Task.WhenAny(Next(), Waiting()).WaitAsync(Patience, TimeProvider.System) != _next)
        {
            await PassAsync(await WaitingAsync());
        }

        return await NowAsync();
    }

    /// <summary>The follower waits now, without having taken a step.</summary>
    /// <returns>How long.</returns>
    public async Task<TimeSpan> WaitingAsync()
    {
        await Waiting().WaitAsync(Patience, TimeProvider.System);
        Assert.True(Time.Waits.TryPeek(out var wait));
        return wait;
    }

    /// <summary>Lets time pass once the follower waits.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Time.Waits.ReadAsync(_stop.Token).AsTask().WaitAsync(Patience, TimeProvider.System);
        Time.Advance(time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_next is { } pending)
        {
            await pending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await _steps.DisposeAsync();
        _stop.Dispose();
    }

    private Task<bool> Next() => _next ??= _steps.MoveNextAsync().AsTask();

    private Task<bool> Waiting()
    {
        _ = Next();
        return Time.Waits.WaitToReadAsync(_stop.Token).AsTask();
    }
}
