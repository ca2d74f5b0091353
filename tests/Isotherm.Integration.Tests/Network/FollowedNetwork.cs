using Isotherm.Chains;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Integration.Tests.Network;

/// <summary>A follower whose steps are folded and journalled one at a time, when the test asks.</summary>
internal sealed class FollowedNetwork : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly IAsyncEnumerator<ChainStep> _steps;
    private readonly ChainFollower _follower;
    private Task _moving = Task.CompletedTask;

    private FollowedNetwork(FoldedNetwork folded, ChainFollower follower)
    {
        Folded = folded;
        _follower = follower;
        _steps = follower.FollowAsync(folded.Known, null, _stop.Token).GetAsyncEnumerator(_stop.Token);
    }

    public FoldedNetwork Folded { get; }

    public NetworkPicture? Picture => Folded.State.Picture;

    public FollowerStatus Status => _follower.Status;

    /// <summary>Goes on from where the data directory is, or from the manifest's first block.</summary>
    public static async Task<FollowedNetwork> OpenAsync(Manifest manifest, string directory, CancellationToken ct)
    {
        FoldedNetwork folded = await FoldedNetwork.OpenAsync(manifest, directory, ct);
        ChainFollowerOptions options = new() { PollInterval = TimeSpan.FromMilliseconds(50), RetryAfter = TimeSpan.FromMilliseconds(20) };
        return new(folded, new ChainFollower(manifest, options, TimeProvider.System, NullLogger<ChainFollower>.Instance));
    }

    /// <summary>Takes steps until the picture is of this block.</summary>
    /// <param name="target">The node's head.</param>
    /// <param name="seen">Told each step when it has been applied and committed.</param>
    /// <param name="ct">Cancels the wait.</param>
    public async Task ReachAsync(BlockRef target, Func<ChainStep, Task> seen, CancellationToken ct)
    {
        while (Picture?.Block != target)
        {
            ChainStep step = await NextAsync(target, ct);
            await Folded.TakeAsync(step, ct);
            await seen(step);
        }
    }

    /// <summary>A fresh follower reads the whole chain again; both hashes must come out.</summary>
    public async Task EqualsReplayAsync(Manifest manifest, CancellationToken ct)
    {
        using DataDirectory data = new();
        await using FollowedNetwork replay = await OpenAsync(manifest, data.Path, ct);
        await replay.ReachAsync(Picture!.Block, _ => Task.CompletedTask, ct);
        Assert.Equal(replay.Picture!.StateHash, Picture.StateHash);
        Assert.Equal(replay.Folded.State.LedgerHash(), Folded.State.LedgerHash());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _moving.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // a step that a cancelled wait left behind
        await _steps.DisposeAsync();
        await _follower.DisposeAsync();
        await Folded.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<ChainStep> NextAsync(BlockRef target, CancellationToken ct)
    {
        try
        {
            Task<bool> moving = _steps.MoveNextAsync().AsTask();
            _moving = moving;
            Assert.True(await moving.WaitAsync(Patience, ct), "the follower ended");
            return _steps.Current;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"no step towards {target} in {Patience.TotalSeconds} s; at {Picture?.Block}, {Status.Phase}, problem: {Status.Problem ?? "none"}", e);
        }
    }
}
