using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Plays a script on a node while a follower keeps up; tells of each step, and of each reorganisation once it is over.</summary>
internal sealed class History(LocalNode node, IScript script, FollowedNetwork followed, Coverage coverage)
{
    /// <summary>A history of the reference network.</summary>
    public History(ReferenceNetwork network, FollowedNetwork followed, int seed, Coverage coverage, int reorganiseEvery = 20)
        : this(network.Node, new Script(network, seed, reorganiseEvery), followed, coverage)
    {
    }

    /// <summary>Called for each step that was applied and committed.</summary>
    public Func<ChainStep, Task> OnStep { get; init; } = _ => Task.CompletedTask;

    /// <summary>Called when the follower has taken a whole reorganisation in.</summary>
    public Func<Task> OnReorganised { get; init; } = () => Task.CompletedTask;

    /// <summary>Called whenever the follower is level with the node: after a block, and after a rewind to a lower head.</summary>
    public Func<Pause, Task> OnPause { get; init; } = _ => Task.CompletedTask;

    /// <summary>The follower in use; another one of the same data directory may take its place in a pause.</summary>
    public FollowedNetwork Followed { get; set; } = followed;

    /// <summary>Plays so many blocks beyond the opening.</summary>
    public async Task PlayAsync(int blocks, CancellationToken ct)
    {
        foreach (IReadOnlyList<Transaction> opening in script.Opening())
            await MineAsync(opening, ct);
        await CatchUpAsync(ct);
        for (int block = 0; block < blocks; block++)
        {
            int depth = script.DepthBefore(block);
            if (depth > 0)
                await ReorganiseAsync(block, depth, ct);
            await NextAsync(block, ct);
            await CatchUpAsync(ct);
            await OnPause(Pause.Block);
        }
    }

    private async Task ReorganiseAsync(int block, int depth, CancellationToken ct)
    {
        switch (script.Manner())
        {
            case 0:
                // At once: announced when all of it is there.
                NetworkPicture picture = Followed.Picture!;
                await node.AdvanceAsync(3, ct);
                await node.ReorganiseAsync(
                    depth, [.. Enumerable.Range(0, depth).Select(i => script.Block(block, picture, picture.Market.Block.Timestamp, picture.Market.Block.BaseFee!.Value))], ct);
                break;
            case 1:
                // A burst: the follower finds the new branch grown already, and higher than the old one.
                await node.RollBackAsync(depth, ct);
                for (int i = 0; i <= depth; i++)
                    await NextAsync(block, ct);
                break;
            default:
                // A chain that comes back lower and grows again while it is watched.
                await node.RollBackAsync(depth, ct);
                await CatchUpAsync(ct);
                await OnPause(Pause.Rewind);
                for (int i = 0; i < depth; i++)
                {
                    await NextAsync(block, ct);
                    await CatchUpAsync(ct);
                }

                break;
        }

        await CatchUpAsync(ct);
        coverage.Reorganised(depth);
        await OnReorganised();
    }

    private async Task NextAsync(int block, CancellationToken ct)
    {
        int gap = script.Gap(block);
        await node.AdvanceAsync(gap, ct);
        NodeBlock head = await node.HeadAsync(ct);
        await MineAsync(script.Block(block, Followed.Picture!, head.Timestamp + gap, head.NextBaseFee), ct);
    }

    private async Task MineAsync(IReadOnlyList<Transaction> transactions, CancellationToken ct)
    {
        IReadOnlyList<string> hashes = await node.MineAsync(transactions, ct);
        int succeeded = await node.SucceededAsync(hashes, ct);
        coverage.Transactions += hashes.Count;
        coverage.Reverted += hashes.Count - succeeded;
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        NodeBlock head = await node.HeadAsync(ct);
        await Followed.ReachAsync(new(head.Number, head.Hash), OnStep, ct);
    }
}
