using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Isotherm.Storage.Sqlite;

/// <summary>
/// One statement, prepared once and run for many rows: a block in which every cluster changes writes as many. Values are bound by
/// place, in order, and forgotten with each run. Errors are SQLite's own.
/// </summary>
internal sealed class PreparedWrite : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _place;

    /// <param name="connection">The writer, within its transaction.</param>
    /// <param name="sql">One statement with a <c>?</c> for each value.</param>
    public PreparedWrite(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Require(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public PreparedWrite With(long? value)
    {
        Require(value is { } number ? raw.sqlite3_bind_int64(_statement, ++_place, number) : raw.sqlite3_bind_null(_statement, ++_place));
        return this;
    }

    public PreparedWrite With(string? value)
    {
        Require(value is null ? raw.sqlite3_bind_null(_statement, ++_place) : raw.sqlite3_bind_text(_statement, ++_place, value));
        return this;
    }

    public PreparedWrite With(ReadOnlySpan<byte> value)
    {
        Require(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, ++_place, 0) : raw.sqlite3_bind_blob(_statement, ++_place, value));
        return this;
    }

    /// <summary>Runs it with the values given.</summary>
    /// <returns>Rows that it changed.</returns>
    public int Run()
    {
        _place = 0;
        var result = raw.sqlite3_step(_statement);
        var changed = raw.sqlite3_changes(_database);
        var reset = raw.sqlite3_reset(_statement);
        Require(result == raw.SQLITE_DONE ? reset : result);
        return changed;
    }

    public void Dispose() => _statement.Dispose();

    private void Require(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
