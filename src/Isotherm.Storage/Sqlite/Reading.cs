using Dapper;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>One read of one committed state, with the journal's row as of that state.</summary>
internal sealed class Reading : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    /// <exception cref="DamagedRowException">The journal's row is not what was written.</exception>
    public Reading(SqliteFile file)
    {
        _connection = file.OpenReader();
        try
        {
            _transaction = _connection.BeginTransaction(deferred: true);
            Journal = JournalRow.Read(_connection, _transaction) ?? throw new DamagedRowException("its first row is missing");
        }
        catch
        {
            _transaction?.Dispose();
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The journal's row.</summary>
    public JournalRow Journal { get; }

    /// <summary>The canonical head; null for none.</summary>
    public HeadRow? Head => HeadRow.Read(_connection, _transaction, Journal);

    public T? First<T>(string sql, object parameters) => _connection.QueryFirstOrDefault<T>(sql, parameters, _transaction);

    public List<T> All<T>(string sql, object parameters) => _connection.Query<T>(sql, parameters, _transaction).AsList();

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }
}
