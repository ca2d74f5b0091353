using Dapper;
using Isotherm.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Accounts;

/// <summary>
/// <c>accounts.db</c>: one connection, one call at a time, WAL with a sync for each commit, readable by its owner alone. The
/// directory is locked by <c>accounts.lock</c>, so one process holds it.
/// </summary>
internal sealed class AccountsFile : IAsyncDisposable
{
    public const string FileName = "accounts.db";
    public const string LockName = "accounts.lock";

    /// <summary>What the schema's digest is after all migrations in <c>Migrations/Accounts</c>.</summary>
    public const string Digest = "d4c8f33633d80accc2be207b144164e2fa0082a1f20c45fa5082c0ea771adf93";

    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CanNotOpen = 14;

    private static readonly SchemaScripts Scripts = new("Accounts/", Digest, static (message, cause) => new AccountsRefusedException(message, cause));

    private readonly Lock _turn = new();
    private readonly string _path;
    private readonly DirectoryLock _directoryLock;
    private readonly SqliteConnection _connection;
    private bool _disposed;

    private AccountsFile(string path, DirectoryLock directoryLock, SqliteConnection connection) =>
        (_path, _directoryLock, _connection) = (path, directoryLock, connection);

    /// <summary>Opens the file of a directory, creating both as needed.</summary>
    /// <exception cref="AccountsRefusedException">In use, not writable, damaged, of a newer version, or SQLite is too old.</exception>
    public static AccountsFile Open(string directory)
    {
        var path = Path.Combine(Path.GetFullPath(directory), FileName);
        DirectoryLock? directoryLock = null;
        SqliteConnection? connection = null;
        try
        {
            directoryLock = DirectoryLock.Take(Path.GetDirectoryName(path)!, LockName);
            CreatePrivate(path);
            var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, ForeignKeys = true }.ToString();
            connection = new SqliteConnection(text);
            connection.Open();
            SqliteFile.RequireVersion(connection.ExecuteScalar<string>("SELECT sqlite_version()")!);
            RequireWhole(connection);
            Scripts.Upgrade(connection, text, Path.GetDirectoryName(path)!);
            MakeDurable(connection, path);
            return new AccountsFile(path, directoryLock, connection);
        }
        catch (Exception fault)
        {
            connection?.Dispose();
            directoryLock?.Dispose();
            if (RefusalOf(path, fault) is { } refusal)
                throw refusal;
            throw;
        }
    }

    /// <summary>Runs one transaction on the thread pool; commits what it did.</summary>
    /// <exception cref="AccountsRefusedException">The file can't be used; nothing was committed.</exception>
    public async ValueTask<T> RunAsync<T>(Func<AccountsTransaction, T> work, CancellationToken ct) => await Task.Run(() => Run(work, ct), ct);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        lock (_turn)
        {
            if (!_disposed)
            {
                _disposed = true;
                _connection.Dispose();
                _directoryLock.Dispose();
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Applies the migrations alone; for the test of their digest.</summary>
    internal static void Migrate(string connectionString) => Scripts.Migrate(connectionString, ".");

    private T Run<T>(Func<AccountsTransaction, T> work, CancellationToken ct)
    {
        lock (_turn)
        {
            ct.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                using var transaction = _connection.BeginTransaction(deferred: true); // one connection: nobody to race with
                var result = work(new AccountsTransaction(_connection, transaction));
                transaction.Commit();
                return result;
            }
            catch (Exception fault) when (RefusalOf(_path, fault) is { } refusal)
            {
                throw refusal;
            }
        }
    }

    private static void CreatePrivate(string path)
    {
        var create = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, create);
    }

    private static void RequireWhole(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<string>("PRAGMA integrity_check(1)") is var finding and not "ok")
            throw new DamagedRowException(finding?.ReplaceLineEndings(" ") ?? "SQLite's check gives no answer");
    }

    private static void MakeDurable(SqliteConnection connection, string path)
    {
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216; PRAGMA secure_delete = ON;");
        if (mode != "wal")
            throw new AccountsRefusedException($"'{path}' can't use write-ahead logging; put the data directory on a local disk.");
    }

    private static AccountsRefusedException? RefusalOf(string path, Exception fault) => fault switch
    {
        JournalRefusedException refused => new AccountsRefusedException(refused.Message, refused),
        SqliteException { SqliteErrorCode: Full } => new($"The disk under the accounts '{path}' is full; nothing is recorded until there is room again.", fault),
        SqliteException { SqliteErrorCode: Busy or Locked } => new($"The accounts '{path}' are not to be had now: {Said(fault)}.", fault),
        SqliteException { SqliteErrorCode: ReadOnly or CanNotOpen } => new($"The accounts '{path}' can't be written: {Said(fault)}; make the data directory writable or choose another.", fault),
        SqliteException { SqliteErrorCode: InputOutput } => new($"The disk under the accounts '{path}' fails ({Said(fault)}); check the disk.", fault),
        SqliteException or DamagedRowException or InvalidCastException or FormatException =>
            new($"The accounts '{path}' are damaged ({Said(fault)}); stop the server and restore a backup of the file, or delete it: everybody signs in again and makes new keys.", fault),
        IOException or UnauthorizedAccessException => new($"The accounts '{path}' can't be written: {fault.Message.TrimEnd('.')}; make the data directory writable or choose another.", fault),
        _ => null,
    };

    private static string Said(Exception fault)
    {
        // "SQLite Error 11: 'database disk image is malformed'."
        var (from, to) = (fault.Message.IndexOf('\'', StringComparison.Ordinal), fault.Message.LastIndexOf('\''));
        return fault is SqliteException && from >= 0 && to > from ? fault.Message[(from + 1)..to] : fault.Message.TrimEnd('.');
    }
}
