using System.Globalization;
using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;
using Isotherm.Storage;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Integration.Tests.Crash;

/// <summary>
/// SIGKILL of the real server at seeded moments of every phase, on a real node that mines and reorganises. Whatever a viewer was
/// told is in the journal; the sequence has no gap; and what is recorded equals a replay from the first block.
/// <c>ISOTHERM_KILLS</c> and <c>ISOTHERM_SEED</c> choose more and others.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int UsualKills = 50;
    private const int UsualSeed = 20_262;
    private const int KillsPerChain = 25; // a local node loses the state of its head after a thousand blocks with reorganisations
    private const int KillsPerJournal = 25;
    private const int KillsThatMeetASave = 300;
    private const int SnapshotEvery = 4;
    private const double BlockSeconds = 0.2;

    private static readonly Phase[] Aims = Enum.GetValues<Phase>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_moment_the_server_loses_nothing_that_it_published()
    {
        int seed = Setting("ISOTHERM_SEED", UsualSeed);
        int kills = Setting("ISOTHERM_KILLS", UsualKills);
        KillCounts counts = new(seed);
        try
        {
            for (int round = 0; counts.Kills < kills; round++)
                await KillOnOneChainAsync(seed + (100 * round), Math.Min(KillsPerChain, kills - counts.Kills), counts);
            // A save takes a millisecond: few kills may all miss it.
            Assert.All(Aims.Where(phase => phase != Phase.Snapshot || kills >= KillsThatMeetASave), phase => Assert.True(counts[phase] > 0, $"no kill met {phase}"));
        }
        finally
        {
            output.WriteLine(counts.ToString());
        }
    }

    private async Task KillOnOneChainAsync(int seed, int kills, KillCounts counts)
    {
        Dice dice = new(seed);
        await using BusyChain chain = await BusyChain.StartAsync(seed, network => Read(Text(network)), Ct);
        for (int done = 0; done < kills; done += KillsPerJournal)
        {
            using DataDirectory data = new();
            await KillOnOneJournalAsync(chain, data.Path, dice, Math.Min(KillsPerJournal, kills - done), counts);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts}"));
        }
    }

    private static async Task KillOnOneJournalAsync(BusyChain chain, string data, Dice dice, int kills, KillCounts counts)
    {
        string manifest = Path.Combine(data, "manifest.json");
        await File.WriteAllTextAsync(manifest, Text(chain.Network), Ct);
        RecordedChain recorded = new();
        for (int kill = 0; kill < kills; kill++)
            counts.Killed(await KillOnceAsync(chain, data, manifest, Aims[dice.Between(0, Aims.Length - 1)], dice, recorded, counts));
        await chain.HoldAsync(Ct);
        await EqualsReplayAsync(chain, data, manifest, recorded);
        chain.GoOn();
        counts.Replays++;
        counts.Entries += recorded.Sequence;
    }

    private static async Task<Phase> KillOnceAsync(
        BusyChain chain, string data, string manifest, Phase aim, Dice dice, RecordedChain recorded, KillCounts counts)
    {
        if (aim == Phase.CatchingUp)
            await BacklogAsync(chain, dice.Between(10, 25));
        NodeBlock target = await chain.Node.HeadAsync(Ct);
        await using ViewedServer server = ViewedServer.Start(manifest, data, SnapshotEvery);
        string? branch = await ReachAsync(chain, server, target, aim, dice);
        await server.KillAsync();
        if (aim is Phase.Rewind or Phase.Snapshot)
            chain.GoOn();

        IReadOnlyList<Publication> published = server.Publications;
        string journal = Path.Combine(data, "demo");
        ulong? saved = Directory.Exists(journal) ? await recorded.ReadAsync(journal, published, fromTheStart: false, Ct) : null;
        counts.Publications += published.Count;
        if (recorded.EndsWithRewind)
            counts.BetweenRewindAndBlocks++;
        foreach (Publication told in published.Where(told => (chain.StateOf(told.BlockHash) ?? told.StateHash) != told.StateHash))
            Assert.Fail($"{told}: {await DifferenceAsync(chain, journal, told)}");
        return PhaseOf(server, published, target.Number, branch, saved, recorded.Head?.Number);
    }

    /// <summary>Waits for the phase that is aimed at and then for a random while within it.</summary>
    /// <returns>The head of the branch that the node went to meanwhile; null where it was not told to.</returns>
    private static async Task<string?> ReachAsync(BusyChain chain, ViewedServer server, NodeBlock target, Phase aim, Dice dice)
    {
        if (aim == Phase.Starting)
        {
            await WaitAsync(dice.Between(0, 500));
            return null;
        }

        await server.ListeningAsync(Ct);
        if (aim == Phase.CatchingUp)
        {
            await WaitAsync(dice.Between(0, 120));
            return null;
        }

        await server.PublishedAsync(p => p.Number >= target.Number, $"block {target.Number}", Ct);
        switch (aim)
        {
            case Phase.AtHead:
                await WaitAsync(dice.Between(0, 250));
                return null;
            case Phase.Snapshot:
                string due = await MineToSnapshotAsync(chain);
                await server.PublishedAsync(p => p.BlockHash == due, "a block whose state is to be saved", Ct);
                Thread.SpinWait(dice.Between(0, 40_000)); // up to about a millisecond: the save takes a few
                return null;
            default:
                await chain.HoldAsync(Ct); // until the server is dead, so that this branch's head stays the node's
                await AnotherBranchAsync(chain, dice.Between(1, 12));
                string branch = (await chain.Node.HeadAsync(Ct)).Hash;
                await WaitAsync(dice.Between(0, 25));
                return branch;
        }
    }

    private static Phase PhaseOf(
        ViewedServer server, IReadOnlyList<Publication> published, ulong target, string? branch, ulong? saved, ulong? head)
    {
        if (!server.Listens)
            return Phase.Starting;
        if (!published.Any(p => p.Number >= target))
            return Phase.CatchingUp;
        if (branch is not null && published.All(p => p.BlockHash != branch))
            return Phase.Rewind;
        ulong due = (head ?? 0) / SnapshotEvery * SnapshotEvery;
        return published[0].Number < due && (saved ?? 0) < due ? Phase.Snapshot : Phase.AtHead;
    }

    private static async Task EqualsReplayAsync(BusyChain chain, string data, string manifestFile, RecordedChain recorded)
    {
        NodeBlock head = await chain.Node.HeadAsync(Ct);
        await using (ViewedServer server = ViewedServer.Start(manifestFile, data, SnapshotEvery))
        {
            await server.PublishedAsync(p => p.BlockHash == head.Hash, $"the head {head.Number}", Ct);
            await server.KillAsync();
            await recorded.ReadAsync(Path.Combine(data, "demo"), server.Publications, fromTheStart: true, Ct);
        }

        Manifest manifest = Read(await File.ReadAllTextAsync(manifestFile, Ct));
        using DataDirectory fresh = new();
        await using FollowedNetwork replay = await FollowedNetwork.OpenAsync(manifest, fresh.Path, Ct);
        await replay.ReachAsync(new BlockRef(head.Number, head.Hash), _ => Task.CompletedTask, Ct);
        await using FoldedNetwork kept = await FoldedNetwork.OpenAsync(manifest, Path.Combine(data, "demo"), Ct);
        Assert.Equal(replay.Picture!.StateHash, kept.State.Picture!.StateHash);
        Assert.Equal(replay.Folded.State.LedgerHash(), kept.State.LedgerHash());
        Assert.Equal(await replay.Folded.Journal.RecentAsync(int.MaxValue, Ct), await kept.Journal.RecentAsync(int.MaxValue, Ct));
        Assert.Equal(head.Hash, recorded.Head!.Hash);
    }

    /// <summary>Mines up to the next block whose state a server saves, and holds the chain there: a stream may leave out what is not its head.</summary>
    private static async Task<string> MineToSnapshotAsync(BusyChain chain)
    {
        await chain.HoldAsync(Ct);
        NodeBlock head;
        do
        {
            await chain.Node.MineAsync([], Ct);
            head = await chain.Node.HeadAsync(Ct);
        }
        while (head.Number % SnapshotEvery != 0);
        return head.Hash;
    }

    // What the killed server and the follower that was not killed recorded for the first block that differs, on the way to this one.
    private static async Task<string> DifferenceAsync(BusyChain chain, string directory, Publication told)
    {
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(directory, "demo", TimeProvider.System, Ct);
        (string Theirs, string Ours) difference = ("the same", "the same");
        for (StoredBlock? theirs = await journal.BlockAsync(told.BlockHash, Ct); theirs is not null; theirs = await journal.BlockAsync(theirs.Block.Header.ParentHash, Ct))
        {
            StoredBlock? ours = await chain.Witness.Folded.Journal.BlockAsync(theirs.Block.Header.Hash, Ct);
            if (ours is null || ours.StateHash == theirs.StateHash)
                break;
            difference = (Text(theirs), Text(ours));
        }

        return $"the server recorded {difference.Theirs}; a follower that was never killed {difference.Ours}";
    }

    private static string Text(StoredBlock block) => $"{block.Block} with {string.Join(", ", block.Facts)}, state {block.StateHash}";

    private static async Task BacklogAsync(BusyChain chain, int blocks)
    {
        await chain.HoldAsync(Ct);
        for (int i = 0; i < blocks; i++)
            await chain.Node.MineAsync([], Ct);
        chain.GoOn();
    }

    private static async Task AnotherBranchAsync(BusyChain chain, int depth)
    {
        await chain.Node.RollBackAsync(depth, Ct);
        await chain.Node.AdvanceAsync(7, Ct);
        for (int i = 0; i <= depth; i++)
            await chain.Node.MineAsync([], Ct);
    }

    // The moment of the kill is the matter here, not a condition to wait for.
    private static Task WaitAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, Ct);

    // Prices by event: the node, asked for a view at its head's hash while it mines, may answer from the block that it is making.
    private static string Text(ReferenceNetwork network)
    {
        JsonNode manifest = JsonNode.Parse(network.ManifestText(blockTime: BlockSeconds))!;
        foreach (string feed in new[] { "token", "native" })
            manifest["feeds"]![feed]!["read"] = "event";
        return manifest.ToJsonString();
    }

    private static Manifest Read(string text) => Assert.IsType<ManifestResult.Valid>(ManifestReader.ReadText(text)).Manifest;

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : usual;
}
