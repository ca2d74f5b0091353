using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Plays a script on a node while a follower keeps up; tells of each step, and of each reorganisation once it is over.</summary>
internal sealed class History(ReferenceNetwork network, int seed, Coverage coverage)
{
    private readonly Script _script = new(network, seed);

    /// <summary>Called for each step that was applied and committed.</summary>
    public Func<ChainStep, Task> OnStep { get; init; } = _ => Task.CompletedTask;

    /// <summary>Called when the follower has taken a whole reorganisation in.</summary>
    public Func<Task> OnReorganised { get; init; } = () => Task.CompletedTask;

    /// <summary>Called after each block or reorganisation; may hand back another follower of the same data directory.</summary>
    public Func<FollowedNetwork, int, Task<FollowedNetwork>> AfterBlock { get; init; } = (same, _) => Task.FromResult(same);

    /// <summary>Plays so many blocks beyond the opening.</summary>
    /// <returns>The follower that was used last.</returns>
    public async Task<FollowedNetwork> PlayAsync(FollowedNetwork followed, int blocks, CancellationToken ct)
    {
        foreach (IReadOnlyList<Transaction> opening in _script.Opening())
            await MineAsync(opening, ct);
        await CatchUpAsync(followed, ct);
        for (int block = 0; block < blocks; block++)
        {
            int depth = _script.DepthBefore(block);
            if (depth > 0)
                await ReorganiseAsync(followed, block, depth, ct);
            await NextAsync(followed, block, ct);
            await CatchUpAsync(followed, ct);
            followed = await AfterBlock(followed, block);
        }

        return followed;
    }

    private async Task ReorganiseAsync(FollowedNetwork followed, int block, int depth, CancellationToken ct)
    {
        switch (_script.Manner())
        {
            case 0:
                // At once: announced when all of it is there.
                NetworkPicture picture = followed.Picture!;
                await network.Node.AdvanceAsync(3, ct);
                await network.Node.ReorganiseAsync(
                    depth, [.. Enumerable.Range(0, depth).Select(i => _script.Block(block, picture, picture.Market.Block.Timestamp, picture.Market.Block.BaseFee!.Value))], ct);
                break;
            case 1:
                // A burst: the follower finds the new branch grown already, and higher than the old one.
                await network.Node.RollBackAsync(depth, ct);
                for (int i = 0; i <= depth; i++)
                    await NextAsync(followed, block, ct);
                break;
            default:
                // A chain that comes back lower and grows again while it is watched.
                await network.Node.RollBackAsync(depth, ct);
                await CatchUpAsync(followed, ct);
                for (int i = 0; i < depth; i++)
                {
                    await NextAsync(followed, block, ct);
                    await CatchUpAsync(followed, ct);
                }

                break;
        }

        await CatchUpAsync(followed, ct);
        coverage.Reorganised(depth);
        await OnReorganised();
    }

    private async Task NextAsync(FollowedNetwork followed, int block, CancellationToken ct)
    {
        int gap = _script.Gap(block);
        await network.Node.AdvanceAsync(gap, ct);
        NodeBlock head = await network.Node.HeadAsync(ct);
        await MineAsync(_script.Block(block, followed.Picture!, head.Timestamp + gap, head.NextBaseFee), ct);
    }

    private async Task MineAsync(IReadOnlyList<Transaction> transactions, CancellationToken ct)
    {
        IReadOnlyList<string> hashes = await network.Node.MineAsync(transactions, ct);
        int succeeded = await network.Node.SucceededAsync(hashes, ct);
        coverage.Transactions += hashes.Count;
        coverage.Reverted += hashes.Count - succeeded;
    }

    private async Task CatchUpAsync(FollowedNetwork followed, CancellationToken ct)
    {
        NodeBlock head = await network.Node.HeadAsync(ct);
        await followed.ReachAsync(new(head.Number, head.Hash), OnStep, ct);
    }
}
