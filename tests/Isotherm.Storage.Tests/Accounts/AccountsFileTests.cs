using Dapper;
using Isotherm.Storage.Accounts;
using Isotherm.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Tests.Accounts;

public sealed class AccountsFileTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("isotherm-accounts-").FullName;

    private string File => Path.Combine(_directory, AccountsFile.FileName);

    [Fact]
    public void The_migrations_give_the_schema_that_is_known()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "schema.db")};Pooling=False");
        connection.Open();
        AccountsFile.Migrate(connection.ConnectionString);

        var actual = SqliteSchema.DigestOf(connection);

        Assert.True(actual == AccountsFile.Digest, $"the migrations give {actual}: AccountsFile.Digest must say so");
    }

    [Fact]
    public async Task A_directory_in_use_is_refused_in_one_sentence()
    {
        await using var first = SqliteAccounts.Open(_directory, TimeProvider.System);

        var refused = Assert.Throws<AccountsRefusedException>(() => SqliteAccounts.Open(_directory, TimeProvider.System));

        Assert.Equal($"The data directory '{_directory}' is in use by another process; stop that one or choose another directory.", refused.Message);
    }

    [Fact]
    public async Task Commits_are_synced_and_the_file_is_its_owners_alone()
    {
        await using var accounts = SqliteAccounts.Open(_directory, TimeProvider.System);

        var (mode, synchronous) = await accounts.File.RunAsync(
            db => (db.Scalar<string>("PRAGMA journal_mode"), db.Scalar<long>("PRAGMA synchronous")), TestContext.Current.CancellationToken);

        Assert.Equal(("wal", 2L), (mode, synchronous));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_what_to_do()
    {
        await SqliteAccounts.Open(_directory, TimeProvider.System).DisposeAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        bytes.AsSpan(4_096, 2_000).Fill(0x5a);
        await System.IO.File.WriteAllBytesAsync(File, bytes, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<AccountsRefusedException>(() => SqliteAccounts.Open(_directory, TimeProvider.System));

        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
        Assert.Contains("restore a backup of the file, or delete it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await SqliteAccounts.Open(_directory, TimeProvider.System).DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
            await connection.ExecuteAsync("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Accounts/999.later.sql', '2030-01-01')");

        var refused = Assert.Throws<AccountsRefusedException>(() => SqliteAccounts.Open(_directory, TimeProvider.System));

        Assert.Contains("newer version of Isotherm (schema 999.later", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_refused()
    {
        System.IO.File.WriteAllText(Path.Combine(_directory, "file"), "");

        var refused = Assert.Throws<AccountsRefusedException>(() => SqliteAccounts.Open(Path.Combine(_directory, "file", "data"), TimeProvider.System));

        Assert.Contains("file", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);
}
