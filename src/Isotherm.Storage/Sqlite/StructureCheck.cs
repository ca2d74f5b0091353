using Dapper;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>
/// SQLite's own check of the whole file, once an opening, beside the writer: tables against indexes, order, free pages. Checksums
/// tell whether a row is what was written; this tells whether a row that was not found is not there. It begins some seconds after
/// the opening, so as not to slow a start, or with the first answer that rests on something not being there.
/// </summary>
internal sealed class StructureCheck : IAsyncDisposable
{
    private static readonly TimeSpan Begins = TimeSpan.FromSeconds(5);

    private readonly SqliteFile _file;
    private readonly ITimer _timer;
    private readonly Lock _changing = new();
    private volatile JournalRefusedException? _finding;
    private Task? _check;
    private SqliteConnection? _connection;
    private bool _disposed;

    public StructureCheck(SqliteFile file, TimeProvider time)
    {
        _file = file;
        _timer = time.CreateTimer(_ => _ = BeginAsync(), null, Begins, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What it has found so far; null while nothing is wrong.</summary>
    public JournalRefusedException? Finding => _finding;

    /// <summary>Waits for the end of the check.</summary>
    /// <exception cref="JournalRefusedException">The file is damaged.</exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        await BeginAsync().WaitAsync(ct);
        if (_finding is { } finding)
            throw new JournalRefusedException(finding.Message, finding);
    }

    /// <summary>Stops a check that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        Task check;
        lock (_changing)
        {
            _disposed = true;
            if (_connection?.Handle is { } handle)
                SQLitePCL.raw.sqlite3_interrupt(handle);
            check = _check ?? Task.CompletedTask;
        }

        await check;
    }

    private Task BeginAsync()
    {
        lock (_changing)
            return _check ??= _disposed ? Task.CompletedTask : Task.Run(() => _finding = Run());
    }

    private JournalRefusedException? Run()
    {
        try
        {
            using var connection = Connect();
            var finding = connection?.ExecuteScalar<string>("PRAGMA integrity_check(1)");
            return finding is null or "ok" ? null : _file.Trouble.Damaged(finding.ReplaceLineEndings(" "));
        }
        catch (SqliteException) when (_disposed)
        {
            return null; // interrupted
        }
        catch (Exception fault) when (JournalTrouble.Knows(fault))
        {
            return _file.Trouble.Of(fault);
        }
        finally
        {
            lock (_changing)
                _connection = null;
        }
    }

    private SqliteConnection? Connect()
    {
        lock (_changing)
            return _disposed ? null : _connection = _file.OpenReader();
    }
}
