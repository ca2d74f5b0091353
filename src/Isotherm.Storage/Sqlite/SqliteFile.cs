using Dapper;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>How the journal's file is opened: one writer that syncs each commit, and pooled read-only readers.</summary>
internal sealed class SqliteFile(string directory)
{
    public const string FileName = "journal.db";

    /// <summary>Versions before this one can lose commits in WAL mode.</summary>
    private static readonly Version OldestSafe = new(3, 51, 3);

    private readonly string _path = Path.Combine(directory, FileName);

    /// <summary>Says what is wrong with this file.</summary>
    public JournalTrouble Trouble { get; } = new(directory);

    /// <summary>Upgrades the schema and opens the writer.</summary>
    /// <exception cref="JournalRefusedException">The file can't be used: too new, not a journal, not writable, or without WAL.</exception>
    public SqliteConnection OpenWriter()
    {
        var text = ConnectionString(SqliteOpenMode.ReadWriteCreate, pooling: false);
        SqliteConnection? connection = null;
        try
        {
            connection = new SqliteConnection(text);
            connection.Open();
            RequireVersion(connection.ExecuteScalar<string>("SELECT sqlite_version()")!);
            SqliteSchema.Upgrade(connection, text, directory);
            MakeDurable(connection);
            return connection;
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (JournalTrouble.Knows(e))
                throw Trouble.Of(e);
            throw;
        }
    }

    /// <summary>A reader. Disposing returns it to the pool.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true));
        connection.Open();
        return connection;
    }

    /// <summary>Closes the pooled readers.</summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    internal static void RequireVersion(string version)
    {
        if (Version.Parse(version) < OldestSafe)
            throw new JournalRefusedException($"SQLite {version} can lose commits; {OldestSafe} or later is needed.");
    }

    private void MakeDurable(SqliteConnection connection)
    {
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;");
        if (mode != "wal")
            throw new JournalRefusedException($"'{_path}' can't use write-ahead logging; put the data directory on a local disk.");
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = _path,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
    }.ToString();
}
