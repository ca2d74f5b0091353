using Isotherm.Engine;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Server.Tests;

/// <summary>Saving a state does not hold the writer, and saves exactly the state of its block.</summary>
public sealed class BackgroundSnapshotTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-snapshots-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blocks_are_published_while_a_state_is_saved_and_the_saved_state_is_its_blocks()
    {
        var (server, journal) = await StartAsync();
        await using var running = server;
        await server.MineAsync(World.Three());
        await server.MineAsync(World.Collateral(1, 30_000 * World.Token));
        var due = await server.MineAsync(World.Collateral(1, 31_000 * World.Token));
        await (await journal()).BegunAsync(Ct);

        await server.MineAsync(World.Collateral(1, 32_000 * World.Token));
        var head = await server.MineAsync(World.Collateral(2, 1 * World.Token));
        Assert.Equal(4ul, head.Picture.Block.Number);
        Assert.Null(await server.Network.View.Journal!.LatestSnapshotAsync(null, Ct));
        (await journal()).Release();
        await server.StopAsync();

        // The save that was held back is of its own block; the last one, at the stop, of the head.
        var first = await server.Network.View.Journal!.LatestSnapshotAsync(3, Ct);
        Assert.Equal(due.Picture.Block, first!.Block);
        var loaded = NetworkState.Load(World.Rules(), first.State);
        Assert.Equal(due.Picture.StateHash, loaded.Picture!.StateHash);
        var last = await server.Network.View.Journal!.LatestSnapshotAsync(null, Ct);
        Assert.Equal(head.Picture.StateHash, NetworkState.Load(World.Rules(), last!.State).Picture!.StateHash);
    }

    [Fact]
    public async Task A_state_that_can_not_be_saved_keeps_no_block_from_being_recorded()
    {
        var (server, journal) = await StartAsync();
        await using var running = server;
        await server.MineAsync(World.Three());
        await server.MineAsync();
        await server.MineAsync();
        (await journal()).Refuse("The disk is full.");

        for (var i = 0; i < 3; i++)
            await server.MineAsync(World.Collateral(1, (40_000 + i) * World.Token));

        Assert.Null(server.Network.Problem);
        Assert.Equal(6, server.Network.View.Journal!.Sequence);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<(LiveServer Server, Func<Task<SlowSnapshots>> Journal)> StartAsync()
    {
        var opened = new TaskCompletionSource<SlowSnapshots>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = await LiveServer.StartAsync(directory: _directory, define: definition => definition with
        {
            SnapshotEvery = 2,
            OpenJournal = async ct =>
            {
                var journal = new SlowSnapshots(await SqliteJournal.OpenAsync(Path.Combine(_directory, "demo"), "demo", TimeProvider.System, ct));
                opened.TrySetResult(journal);
                return journal;
            },
        });
        return (server, () => opened.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct));
    }
}
