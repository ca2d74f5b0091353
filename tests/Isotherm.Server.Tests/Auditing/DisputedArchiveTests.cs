using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Pictures;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Storage;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Server.Tests.Auditing;

public sealed class DisputedArchiveTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-archive-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_block_that_came_back_with_other_findings_is_not_remembered_as_it_was()
    {
        await using var journal = await SqliteJournal.OpenAsync(Path.Combine(_directory, "demo"), "demo", TimeProvider.System, Ct);
        var chain = new FakeChain();
        chain.Mine(World.Three());
        chain.Mine();
        var state = new NetworkState(World.Rules());
        await journal.AppendAsync([Entry(state, chain.BlockAt(0)), Entry(state, chain.BlockAt(1))], Ct);
        using var archive = new PictureArchive(World.Rules(), new CanonicalRing());
        var calm = await archive.AtAsync(journal, 1, Ct);

        var again = new NetworkState(World.Rules());
        again.Apply(chain.BlockAt(0).Block, chain.BlockAt(0).Facts);
        var (block, facts) = chain.BlockAt(1);
        await journal.AppendAsync(
            [new JournalEntry.RewindEntry(chain.BlockAt(0).Block.Header.Ref), Entry(again, (block, [.. facts, new Fact.AuditFailed(new ClusterId(2))]))], Ct);
        var disputed = await archive.AtAsync(journal, 1, Ct);

        Assert.Equal(calm!.Block, disputed!.Block);
        Assert.Equal((Zone.Yellow, Zone.Unknown), (calm.Zones.Span[1], disputed.Zones.Span[1]));
        Assert.Equal(again.Picture!.StateHash, disputed.StateHash);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static JournalEntry.BlockEntry Entry(NetworkState state, (Block Block, Fact[] Facts) mined)
    {
        var applied = state.Apply(mined.Block, mined.Facts);
        return new JournalEntry.BlockEntry(mined.Block, mined.Facts, applied.Undo, applied.Transitions, applied.Picture.StateHash);
    }
}
