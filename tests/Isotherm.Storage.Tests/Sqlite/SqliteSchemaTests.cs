using Dapper;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests : IDisposable
{
    private readonly SqliteBackend _backend = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_digest_is_the_one_of_the_schema_that_the_migrations_give()
    {
        await using var connection = _backend.Connect();
        SqliteSchema.Migrate(connection.ConnectionString, _backend.Location);
        var actual = SqliteSchema.DigestOf(connection);
        Assert.True(actual == SqliteSchema.Digest, $"the migrations give {actual}: SqliteSchema.Digest must say so");
    }

    [Fact]
    public async Task A_schema_that_is_not_the_one_written_is_refused()
    {
        await (await _backend.OpenAsync()).DisposeAsync();
        await using (var connection = _backend.Connect())
            await connection.ExecuteAsync("DROP INDEX block_canonical; CREATE UNIQUE INDEX block_canonical ON block (number) WHERE orphaned_by IS NOT NULL");
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => _backend.OpenAsync());
        Assert.Contains("is damaged (its schema is not the one that was written)", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _backend.Dispose();
}
