using System.Runtime.CompilerServices;
using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Microsoft.Extensions.Logging;

namespace Isotherm.Chains;

/// <summary>
/// Follows one network's chain and yields it as steps. Whatever the environment does — node down, another chain, lagging or lying
/// answers, logs that do not decode — it never throws, skips or guesses: <see cref="Status"/> says what is wrong, and it tries again.
/// </summary>
/// <param name="manifest">The network.</param>
/// <param name="options">Limits.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
public sealed class ChainFollower(Manifest manifest, ChainFollowerOptions options, TimeProvider time, ILogger<ChainFollower> log) : IAsyncDisposable
{
    private const ulong TagsAtLeastEvery = 8;
    private readonly StatusBoard _status = new(manifest.Chain, time);
    private readonly EndpointRing _endpoints = new(manifest.Chain, options, time);
    private readonly TurnReader _turns = new(manifest, options, time, log);
    private readonly TimeSpan _poll = options.PollInterval ?? TimeSpan.FromSeconds(Math.Clamp(manifest.Chain.BlockTime.TotalSeconds / 4, 0.05, 2));
    private Evm.HeadNotice? _notice;
    private DateTimeOffset _progressAt;
    private BlockRef? _taggedHead;

    /// <summary>How it stands now; may be read from any thread.</summary>
    public FollowerStatus Status => _status.Current;

    /// <summary>Follows until cancelled. One enumeration at a time.</summary>
    /// <param name="known">Recent canonical blocks of the journal, oldest first; empty to start at the manifest's first block.</param>
    /// <param name="expectedGenesis">Block 0's hash that the data directory was made with; null for a new one.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<ChainStep> FollowAsync(IReadOnlyList<BlockRef> known, string? expectedGenesis, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(known);
        var window = new ChainWindow(known, options.Window);
        var guard = new NodeGuard(manifest, expectedGenesis);
        await using var ahead = new TurnAhead(cancellation);
        for (var failures = 0; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var (endpoint, turn) = await ahead.TakeAsync().ConfigureAwait(false) ?? await NextAsync(guard, window, cancellation).ConfigureAwait(false);
            switch (turn)
            {
                case Turn.Stuck stuck:
                    await StuckAsync(endpoint, stuck.Trouble, failures++, cancellation).ConfigureAwait(false);
                    break;
                case Turn.Idle idle:
                    Fine(FollowerPhase.Following);
                    failures = 0;
                    await WaitAsync(endpoint, idle.LookAgainSoon, cancellation).ConfigureAwait(false);
                    break;
                case Turn.Rewind rewind:
                    failures = 0;
                    FollowerLog.Rewinding(log, manifest.Id, $"{window.Tip?.Ref}", $"{rewind.To}");
                    window.CutAbove(rewind.To.Number);
                    _status.Yielded(rewind.To);
                    yield return new ChainStep.Rewind(rewind.To);
                    break;
                case Turn.Extend extend:
                    failures = 0;
                    foreach (var read in extend.Blocks)
                    {
                        window.Push(read.ForWindow);
                    }

                    if (extend.Head > window.Tip!.Ref.Number + (ulong)options.HeadDistance)
                    {
                        ahead.Start(endpoint, stop => TurnAsync(endpoint, guard, window, stop));
                    }

                    foreach (var read in extend.Blocks)
                    {
                        var atHead = read.Block.Header.Number >= extend.Head;
                        Note(read.Block.Header.Ref, extend, atHead);
                        yield return new ChainStep.Extend(read.Block, read.Facts, atHead);
                    }

                    break;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _endpoints.DisposeAsync();

    private async Task<(Endpoint Endpoint, Turn Turn)> NextAsync(NodeGuard guard, ChainWindow window, CancellationToken cancellation)
    {
        var endpoint = await _endpoints.CurrentAsync().ConfigureAwait(false);
        return (endpoint, await TurnAsync(endpoint, guard, window, cancellation).ConfigureAwait(false));
    }

    private async Task<Turn> TurnAsync(Endpoint endpoint, NodeGuard guard, ChainWindow window, CancellationToken cancellation)
    {
        try
        {
            if (!endpoint.IsVerified)
            {
                var genesis = await guard.CheckAsync(endpoint.Node, cancellation).ConfigureAwait(false);
                if (genesis.Value is null)
                {
                    return new Turn.Stuck(genesis.Trouble!);
                }

                endpoint.IsVerified = true;
                _status.Verified(genesis.Value);
            }

            var asked = time.GetTimestamp();
            var head = await endpoint.Node.LatestAsync(cancellation).ConfigureAwait(false);
            if (head.Value is null)
            {
                return new Turn.Stuck(head.Trouble!);
            }

            _status.Heard(endpoint, head.Value.Header.Ref, time.GetElapsedTime(asked), _notice?.Hash == head.Value.Hash ? _notice.At : null);
            var turn = await _turns.ReadAsync(endpoint.Node, head.Value, window, cancellation).ConfigureAwait(false);
            if (turn is not Turn.Extend || head.Value.Number >= (_taggedHead?.Number + TagsAtLeastEvery ?? 0))
            {
                await TagsAsync(endpoint, head.Value.Header.Ref, cancellation).ConfigureAwait(false);
            }

            return turn;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            FollowerLog.Defect(log, manifest.Id, e);
            return new Turn.Stuck(new Trouble(TroubleKind.Inconsistent, $"A defect stopped reading {endpoint.Spec.Name}: {e.Message}"));
        }
    }

    // No block waits for the tags: they are asked when its successor is not there yet, or when blocks come without a rest.
    private async Task TagsAsync(Endpoint endpoint, BlockRef head, CancellationToken cancellation)
    {
        if (_taggedHead != head)
        {
            var (safe, finalized) = await endpoint.Node.TagsAsync(cancellation).ConfigureAwait(false);
            _status.Tags(safe, finalized);
            _taggedHead = head;
        }
    }

    private void Note(BlockRef block, Turn.Extend extend, bool atHead)
    {
        var isBackfill = extend.Head - extend.Blocks[0].Block.Header.Number >= (ulong)options.HeadDistance;
        if (isBackfill && !atHead)
        {
            _status.Progress(extend.Blocks[0].Block.Header.Number, extend.Head, block.Number);
            var now = time.GetUtcNow();
            if (now - _progressAt >= options.ProgressEvery && Status.Backfill is { } progress)
            {
                _progressAt = now;
                FollowerLog.Progress(log, manifest.Id, block.Number, progress.To, 100.0 * (block.Number - progress.From + 1) / (progress.To - progress.From + 1));
            }
        }

        Fine(isBackfill && !atHead ? FollowerPhase.Backfilling : atHead || Status.Backfill is null ? FollowerPhase.Following : FollowerPhase.Backfilling);
        _status.Yielded(block);
    }

    private void Fine(FollowerPhase phase)
    {
        if (Status.ProblemSince is { } since)
        {
            FollowerLog.Recovered(log, manifest.Id, (time.GetUtcNow() - since).TotalSeconds);
        }

        _status.Fine(phase);
    }

    private async Task StuckAsync(Endpoint endpoint, Trouble trouble, int failures, CancellationToken cancellation)
    {
        if (Status.Problem != trouble.Message)
        {
            FollowerLog.Problem(log, manifest.Id, trouble.Message);
        }

        _status.Failed(endpoint, trouble);
        await _endpoints.FailedAsync(endpoint).ConfigureAwait(false);
        var round = failures / _endpoints.Count;
        if ((failures + 1) % _endpoints.Count == 0)
        {
            var longest = Math.Min(options.MaxRetryAfter.TotalMilliseconds, options.RetryAfter.TotalMilliseconds * Math.Pow(2, Math.Min(round, 20)));
            await Task.Delay(TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2))), time, cancellation).ConfigureAwait(false);
        }
    }

    // An announcement wakes; where nobody announces, or the announced head is not to be seen yet, we ask again after the poll interval.
    private async Task WaitAsync(Endpoint endpoint, bool soon, CancellationToken cancellation)
    {
        var isSilent = _notice is null || time.GetUtcNow() - _notice.At > 2 * manifest.Chain.BlockTime || _notice.Number > (Status.Head?.Number ?? 0);
        if (endpoint.Heads is not { } heads || soon)
        {
            await Task.Delay(_poll, time, cancellation).ConfigureAwait(false);
            return;
        }

        _status.Announcements(endpoint, heads.LastError);
        _notice = await heads.NextAsync(isSilent ? _poll : 2 * manifest.Chain.BlockTime, cancellation).ConfigureAwait(false) ?? _notice;
    }
}
