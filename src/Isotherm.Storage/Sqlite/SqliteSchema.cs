using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>The journal's numbered migrations, in <c>Migrations/Sqlite</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>What <see cref="DigestOf"/> gives after all migrations: the schema's text is data too, and decides what an index leaves out.</summary>
    public const string Digest = "702ebc5051bb126edb8b1cf26f72e3b16f8883dda390b2a108c4f64f09dbb9f2";

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
