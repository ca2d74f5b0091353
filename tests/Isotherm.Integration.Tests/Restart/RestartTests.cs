using System.Globalization;
using Isotherm.Chains.Manifests;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;
using Microsoft.Data.Sqlite;

namespace Isotherm.Integration.Tests.Restart;

/// <summary>A journal that is closed and opened again gives the state that it had, wherever in a history that happens.</summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    private const int Seed = 77;
    private const int Blocks = 110;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_at_any_block_gives_the_same_state()
    {
        Coverage coverage = new(Seed);
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        ReferenceNetwork network = await ReferenceNetwork.DeployAsync(node, 8, Ct);
        Manifest manifest = network.Manifest();
        using DataDirectory data = new();
        Dice dice = new(Seed);
        Dictionary<string, int> counts = new() { ["after a block"] = 0, ["after a rewind"] = 0, ["without the latest snapshot"] = 0, ["reorganised meanwhile"] = 0 };
        History? history = null;
        history = new(network, await FollowedNetwork.OpenAsync(manifest, data.Path, Ct), Seed, coverage, reorganiseEvery: 7)
        {
            OnPause = async pause =>
            {
                if (pause == Pause.Block && dice.Percent(20))
                    await history!.Followed.Folded.SnapshotAsync(Ct);
                if (pause == Pause.Block && !dice.Percent(35))
                    return;
                counts[pause == Pause.Block ? "after a block" : "after a rewind"]++;
                bool forget = dice.Percent(40);
                Func<Task<bool>> between = async () =>
                {
                    if (forget && DeleteLatestSnapshot(data.Path))
                        counts["without the latest snapshot"]++;
                    bool reorganise = pause == Pause.Block && dice.Percent(25);
                    if (reorganise)
                        counts["reorganised meanwhile"]++;
                    if (reorganise)
                        await GrowAnotherBranchAsync(node, dice.Between(1, 4));
                    return reorganise;
                };
                history!.Followed = await RestartAsync(manifest, data.Path, history.Followed, node, between);
            },
        };
        try
        {
            await history.PlayAsync(Blocks, Ct);
        }
        finally
        {
            await history.Followed.DisposeAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {string.Join(", ", counts.Select(c => $"{c.Value} restarts {c.Key}"))}; {coverage.Reorganisations} reorganisations"));
        }

        Assert.DoesNotContain(counts, c => c.Value == 0);
    }

    private static async Task<FollowedNetwork> RestartAsync(Manifest manifest, string directory, FollowedNetwork before, LocalNode node, Func<Task<bool>> between)
    {
        (NetworkPicture picture, string ledger, byte[] saved) = (before.Picture!, before.Folded.State.LedgerHash(), before.Folded.State.Save());
        await before.DisposeAsync();
        bool reorganised = await between();
        FollowedNetwork after = await FollowedNetwork.OpenAsync(manifest, directory, Ct);
        Assert.Equal(picture.Block, after.Picture!.Block);
        Assert.Equal(picture.StateHash, after.Picture.StateHash);
        Assert.Equal(ledger, after.Folded.State.LedgerHash());
        Assert.Equal(saved, after.Folded.State.Save());
        Assert.Equal(picture.Counts, after.Picture.Counts);
        if (reorganised)
        {
            // What happened to the chain in between is an ordinary rewind.
            NodeBlock head = await node.HeadAsync(Ct);
            await after.ReachAsync(new(head.Number, head.Hash), _ => Task.CompletedTask, Ct);
        }

        return after;
    }

    private static async Task GrowAnotherBranchAsync(LocalNode node, int depth)
    {
        await node.RollBackAsync(depth, Ct);
        await node.AdvanceAsync(7, Ct);
        for (int i = 0; i <= depth; i++)
            await node.MineAsync([], Ct);
    }

    private static bool DeleteLatestSnapshot(string directory)
    {
        SqliteConnectionStringBuilder builder = new() { DataSource = Path.Combine(directory, "journal.db"), Pooling = false };
        using SqliteConnection connection = new(builder.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM snapshot WHERE sequence = (SELECT max(sequence) FROM snapshot)";
        return command.ExecuteNonQuery() > 0;
    }
}
