using System.Security.Cryptography;
using Dapper;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>The numbered migrations in <c>Migrations/Sqlite</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>What <see cref="DigestOf"/> gives after all migrations: the schema's text is data too, and decides what an index leaves out.</summary>
    public const string Digest = "0933f246693fef832e1f55fa2ea950a73b9c71e581ca391c8f25ca91f5595049";

    private const string Prefix = "Sqlite/";

    private static readonly string[] Scripts =
        [.. typeof(SqliteSchema).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Brings the file to this version's schema. A file of a newer version is left untouched.</summary>
    /// <param name="connection">Open on the file.</param>
    /// <param name="connectionString">Of the same file.</param>
    /// <param name="directory">For messages.</param>
    /// <exception cref="JournalRefusedException">The file is of a newer version, or a migration failed.</exception>
    /// <exception cref="DamagedRowException">The record of migrations, or the schema, is not what was written.</exception>
    public static void Upgrade(SqliteConnection connection, string connectionString, string directory)
    {
        var applied = Applied(connection);
        RefuseNewer(applied, directory);
        if (!applied.Order(StringComparer.Ordinal).SequenceEqual(Scripts))
            Migrate(connectionString, directory);
        if (DigestOf(connection) != Digest)
            throw new DamagedRowException("its schema is not the one that was written");
    }

    /// <summary>SHA-256 over the types, names and texts of all that the schema holds, in hex.</summary>
    public static string DigestOf(SqliteConnection connection)
    {
        var objects = connection.Query<string>(
            "SELECT type || char(10) || name || char(10) || tbl_name || char(10) || coalesce(sql, '') FROM sqlite_schema ORDER BY name, type");
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\0', objects))));
    }

    // Asked here, since DbUp takes longer to say that there is nothing to do than all the rest of an opening.
    private static List<string> Applied(SqliteConnection connection) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'SchemaVersions')")
            ? connection.Query<string>("SELECT ScriptName FROM SchemaVersions").AsList()
            : [];

    private static void RefuseNewer(List<string> applied, string directory)
    {
        var unknown = applied.Except(Scripts).ToList();
        if (unknown.Count == 0)
            return;
        // A newer version applied all that this one knows; a name that changed leaves one of them out.
        if (Scripts.Except(applied).Any() || string.CompareOrdinal(unknown.Min(StringComparer.Ordinal), Scripts[^1]) < 0)
            throw new DamagedRowException($"its record of schema versions names '{unknown[0]}'");
        throw new JournalRefusedException(
            $"The data directory '{directory}' was written by a newer version of Isotherm (schema {Number(unknown.Max(StringComparer.Ordinal)!)}, "
            + $"this one knows {Number(Scripts[^1])}); use that version or choose another directory.");
    }

    internal static void Migrate(string connectionString, string directory)
    {
        var result = DeployChanges.To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(SqliteSchema).Assembly, static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransaction()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw Failed(result, directory);
    }

    private static string Number(string scriptName) => Path.GetFileNameWithoutExtension(scriptName);

    private static Exception Failed(DatabaseUpgradeResult result, string directory) => result.Error is SqliteException
        ? result.Error
        : new JournalRefusedException(
            $"The journal in '{directory}' could not be brought to this version's schema: {result.Error.Message}", result.Error);
}
