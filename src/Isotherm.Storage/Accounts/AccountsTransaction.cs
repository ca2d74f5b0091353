using Dapper;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Accounts;

/// <summary>One transaction on <c>accounts.db</c>, in which tables read and write.</summary>
internal readonly record struct AccountsTransaction(SqliteConnection Connection, SqliteTransaction Transaction)
{
    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public int Execute(string sql, object? values = null) => Connection.Execute(sql, values, Transaction);

    /// <summary>The first column of the first row.</summary>
    public T? Scalar<T>(string sql, object? values = null) => Connection.ExecuteScalar<T>(sql, values, Transaction);

    /// <summary>The first row; null for none.</summary>
    public T? First<T>(string sql, object? values = null)
        where T : class =>
        Connection.QueryFirstOrDefault<T>(sql, values, Transaction);

    /// <summary>All rows.</summary>
    public List<T> All<T>(string sql, object? values = null) => Connection.Query<T>(sql, values, Transaction).AsList();
}
