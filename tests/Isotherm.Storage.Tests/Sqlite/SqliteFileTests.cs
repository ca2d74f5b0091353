using Dapper;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Storage.Tests.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly SqliteBackend _backend = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_directory_in_use_is_refused_by_name_and_free_again_afterwards()
    {
        var first = await _backend.OpenAsync();
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => _backend.OpenAsync());
        Assert.Equal(
            $"The data directory '{_backend.Location}' is in use by another process; stop that one or choose another directory.", refused.Message);
        await first.AppendAsync(Chain.To(1), Token);
        await first.DisposeAsync();
        await using var second = await _backend.OpenAsync();
        Assert.Equal((1L, 2L), (second.Sequence, second.Identity.Generation));
    }

    [Fact]
    public async Task A_refused_opening_does_not_keep_the_directory()
    {
        await (await _backend.OpenAsync()).DisposeAsync();
        await Assert.ThrowsAsync<JournalRefusedException>(() => _backend.OpenAsync("io-net"));
        await (await _backend.OpenAsync()).DisposeAsync();
    }

    [Fact]
    public void The_writer_logs_ahead_and_syncs_each_commit()
    {
        using var writer = new SqliteFile(_backend.Location).OpenWriter();
        Assert.Equal("wal", writer.ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal(2, writer.ExecuteScalar<int>("PRAGMA synchronous"));
        Assert.Equal(1, writer.ExecuteScalar<int>("PRAGMA foreign_keys"));
    }

    [Fact]
    public void A_reader_can_not_write()
    {
        var file = new SqliteFile(_backend.Location);
        using var writer = file.OpenWriter();
        using (var reader = file.OpenReader())
            Assert.Contains("readonly", Assert.ThrowsAny<Exception>(() => reader.Execute("DELETE FROM entry")).Message, StringComparison.Ordinal);
        file.CloseReaders();
    }

    [Theory]
    [InlineData("3.51.2", false)]
    [InlineData("3.50.9", false)]
    [InlineData("3.51.3", true)]
    [InlineData("3.53.0", true)]
    public void A_SQLite_that_can_lose_commits_is_refused(string version, bool safe)
    {
        var refused = Record.Exception(() => SqliteFile.RequireVersion(version));
        Assert.Equal(safe, refused is null);
        Assert.True(safe || refused is JournalRefusedException);
    }

    [Fact]
    public async Task A_file_that_is_no_journal_is_refused_and_kept()
    {
        var path = Path.Combine(_backend.Location, SqliteFile.FileName);
        await File.WriteAllTextAsync(path, new string('x', 5_000), Token);
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => _backend.OpenAsync());
        Assert.StartsWith($"The journal '{path}' is damaged (file is not a database); stop the server and restore a backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5_000), await File.ReadAllTextAsync(path, Token));
    }

    [Fact]
    public async Task A_directory_that_can_not_be_made_is_refused_by_name()
    {
        var file = Path.Combine(_backend.Location, "file");
        await File.WriteAllTextAsync(file, "", Token);
        var below = Path.Combine(file, "data");
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(
            () => SqliteJournal.OpenAsync(below, "demo", _backend.Time, Token));
        Assert.StartsWith($"The data directory '{below}' can't be written: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_file_is_left_as_it_was()
    {
        await (await _backend.OpenAsync()).DisposeAsync();
        await _backend.MakeNewerAsync();
        await Assert.ThrowsAsync<JournalRefusedException>(() => _backend.OpenAsync());
        await using var connection = _backend.Connect();
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT generation FROM journal"));
    }

    [Fact]
    public async Task Commits_carry_the_writers_clock()
    {
        await using var journal = await _backend.OpenAsync();
        await journal.AppendAsync(Chain.To(1), Token);
        await foreach (var entry in journal.ReadAsync(0, Token))
            Assert.Equal(_backend.Time.GetUtcNow(), entry.CommittedAt);
        Assert.Equal(1, journal.Sequence);
    }

    [Fact]
    public async Task A_commit_does_not_wait_for_a_reader_in_the_middle_of_a_read()
    {
        await using var journal = await _backend.OpenAsync();
        await journal.AppendAsync(Chain.To(2), Token);
        await using var reader = _backend.Connect();
        await reader.OpenAsync(Token);
        await using var transaction = reader.BeginTransaction(deferred: true);
        Assert.Equal(2, await reader.ExecuteScalarAsync<long>("SELECT count(*) FROM block", transaction: transaction));
        Assert.Equal(3, await journal.AppendAsync([Chain.Block(3)], Token));
        Assert.Equal(2, await reader.ExecuteScalarAsync<long>("SELECT count(*) FROM block", transaction: transaction));
    }

    public void Dispose() => _backend.Dispose();
}
