using Dapper;
using DbUp;
using Isotherm.Domain;
using Isotherm.Storage.Encoding;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Storage.Tests.Sqlite;

public sealed class ChecksumTests : IDisposable
{
    private const string Content = "number, hash, parent_hash, timestamp, base_fee, state_hash, facts, undo";

    private readonly SqliteBackend _backend = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE block SET timestamp = timestamp + 1 WHERE sequence = 2", "transition 0 of entry 2")]
    [InlineData("UPDATE block SET undo = x'00' WHERE sequence = 2", "the block of entry 2")]
    [InlineData("UPDATE block SET orphaned_by = 3 WHERE sequence = 5", "the block of entry 5")]
    [InlineData("UPDATE transition SET ratio = '1' WHERE sequence = 1 AND ordinal = 1", "transition 1 of entry 1")]
    [InlineData("DELETE FROM transition WHERE sequence = 1 AND ordinal = 1", "entry 1 does not match")]
    [InlineData("UPDATE entry SET committed_at = 1 WHERE sequence = 3", "entry 3 does not match")]
    [InlineData("UPDATE entry SET rewind_hash = '0xz' WHERE sequence = 6", "entry 6 does not match")]
    public async Task What_SQLite_can_not_see_is_seen_by_the_checksum(string damage, string named)
    {
        await using (var journal = await _backend.OpenAsync())
            await journal.AppendAsync([.. Chain.To(5), Chain.Rewind(Chain.Ref(4)), Chain.Block(5, "b", Chain.Ref(4))], Token);
        await using (var connection = _backend.Connect())
            Assert.Equal(1, await connection.ExecuteAsync(damage));

        await using var again = await _backend.OpenAsync();
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(async () =>
        {
            await foreach (var entry in again.ReadAsync(0, Token))
                Assert.NotNull(entry);
        });

        Assert.StartsWith($"The journal '{Path.Combine(_backend.Location, SqliteFile.FileName)}' is damaged ({named}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_row_of_the_journal_itself_is_refused_at_the_opening()
    {
        await using (var journal = await _backend.OpenAsync())
            await journal.AppendAsync(Chain.To(2), Token);
        await using (var connection = _backend.Connect())
            await connection.ExecuteAsync("UPDATE journal SET sequence = 3");
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => _backend.OpenAsync());
        Assert.Contains("is damaged (its first row does not match its checksum)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_is_older_than_checksums_is_read_and_gone_on_with()
    {
        await using (var connection = _backend.Connect())
        {
            var made = DeployChanges.To.SqliteDatabase(connection.ConnectionString)
                .WithScriptsEmbeddedInAssembly(typeof(SqliteJournal).Assembly, static name => name == "Sqlite/001.journal.sql")
                .WithVariablesDisabled().LogToNowhere().Build().PerformUpgrade();
            Assert.True(made.Successful, $"{made.Error}");
            await connection.ExecuteAsync(
                $"""
                INSERT INTO journal (id, journal_id, network_id, generation, sequence) VALUES (1, '{new string('a', 32)}', 'demo', 3, 2);
                INSERT INTO entry (sequence, kind, committed_at) VALUES (1, 0, 5), (2, 0, 6);
                INSERT INTO block (sequence, {Content}) VALUES (1, 1, '0xa1', '0x0', 1, '7', 'h1', @facts, x'01'), (2, 2, '0xa2', '0xa1', 3, '7', 'h2', @facts, x'02');
                """,
                new { facts = FactCodec.Encode([new Fact.GracePeriodSet(40)]) });
        }

        await using var journal = await _backend.OpenAsync();
        Assert.Equal((2L, 4L), (journal.Sequence, journal.Identity.Generation));
        Assert.Equal([new BlockRef(1, "0xa1"), new BlockRef(2, "0xa2")], await journal.RecentAsync(9, Token));
        Assert.Equal("h2", (await journal.BlockAsync(2, Token))!.StateHash);
        Assert.Equal(5, await journal.AppendAsync([Chain.Rewind(new BlockRef(1, "0xa1")), Chain.Block(2, "b", new BlockRef(1, "0xa1")), Chain.Block(3, "b")], Token));
        Assert.True((await journal.BlockAsync("0xa2", Token))!.Orphaned);
        Assert.Equal(3ul, (await journal.RecentAsync(1, Token))[0].Number);
    }

    public void Dispose() => _backend.Dispose();
}
