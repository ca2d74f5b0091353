using Dapper;
using Isotherm.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Storage.Tests.Sqlite;

/// <summary>A journal in a directory of its own.</summary>
public sealed class SqliteBackend : IJournalBackend
{
    public string Location { get; } = Directory.CreateTempSubdirectory("isotherm-journal-").FullName;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123));

    public async Task<IJournal> OpenAsync(string networkId = "demo") =>
        await SqliteJournal.OpenAsync(Location, networkId, Time, TestContext.Current.CancellationToken);

    public Task<IJournal> SupersedeAsync()
    {
        // A lock file that was removed by hand locks nobody out.
        File.Delete(Path.Combine(Location, DirectoryLock.FileName));
        return OpenAsync();
    }

    public async Task MakeNewerAsync()
    {
        await using var connection = Connect();
        await connection.ExecuteAsync("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Sqlite/999.later.sql', '2099-01-01')");
    }

    /// <summary>Looks at the file past the journal.</summary>
    public SqliteConnection Connect() => new($"Data Source={Path.Combine(Location, SqliteFile.FileName)};Pooling=False");

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
