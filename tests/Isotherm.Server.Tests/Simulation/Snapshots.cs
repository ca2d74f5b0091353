using Microsoft.Data.Sqlite;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>Takes a journal's snapshots away, so that the next start replays it all.</summary>
internal static class Snapshots
{
    public static void Delete(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM snapshot";
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
