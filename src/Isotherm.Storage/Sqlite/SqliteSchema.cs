using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>The journal's numbered migrations, in <c>Migrations/Sqlite</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>What <see cref="DigestOf"/> gives after all migrations: the schema's text is data too, and decides what an index leaves out.</summary>
    public const string Digest = "0933f246693fef832e1f55fa2ea950a73b9c71e581ca391c8f25ca91f5595049";

    private static readonly SchemaScripts Scripts = new(
        "Sqlite/", Digest, static (message, cause) => cause is null ? new JournalRefusedException(message) : new JournalRefusedException(message, cause));

    /// <inheritdoc cref="SchemaScripts.Upgrade"/>
    /// <exception cref="JournalRefusedException">The file is of a newer version, or a migration failed.</exception>
    public static void Upgrade(SqliteConnection connection, string connectionString, string directory) =>
        Scripts.Upgrade(connection, connectionString, directory);

    /// <inheritdoc cref="SchemaScripts.DigestOf"/>
    public static string DigestOf(SqliteConnection connection) => SchemaScripts.DigestOf(connection);

    internal static void Migrate(string connectionString, string directory) => Scripts.Migrate(connectionString, directory);
}
