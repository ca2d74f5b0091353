using System.Security.Cryptography;
using Dapper;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>The numbered migrations of one kind of file.</summary>
/// <param name="prefix">Their folder under <c>Migrations</c>, with a slash.</param>
/// <param name="digest">What <see cref="DigestOf"/> gives after all of them.</param>
/// <param name="refused">Makes a refusal of a sentence and its cause.</param>
internal sealed class SchemaScripts(string prefix, string digest, Func<string, Exception?, Exception> refused)
{
    private readonly string[] _scripts =
        [.. typeof(SchemaScripts).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>SHA-256 over the types, names and texts of all that the schema holds, in hex.</summary>
    public static string DigestOf(SqliteConnection connection)
    {
        var objects = connection.Query<string>(
            "SELECT type || char(10) || name || char(10) || tbl_name || char(10) || coalesce(sql, '') FROM sqlite_schema ORDER BY name, type");
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\0', objects))));
    }

    /// <summary>Brings the file to this version's schema. A file of a newer version is left untouched.</summary>
    /// <param name="connection">Open on the file.</param>
    /// <param name="connectionString">Of the same file.</param>
    /// <param name="directory">For messages.</param>
    /// <exception cref="DamagedRowException">The record of migrations, or the schema, is not what was written.</exception>
    public void Upgrade(SqliteConnection connection, string connectionString, string directory)
    {
        var applied = Applied(connection);
        RefuseNewer(applied, directory);
        if (!applied.Order(StringComparer.Ordinal).SequenceEqual(_scripts))
            Migrate(connectionString, directory);
        if (DigestOf(connection) != digest)
            throw new DamagedRowException("its schema is not the one that was written");
    }

    /// <summary>Applies what is missing.</summary>
    public void Migrate(string connectionString, string directory)
    {
        var result = DeployChanges.To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(SchemaScripts).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransaction()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw Failed(result, directory);
    }

    // Asked here, since DbUp takes longer to say that there is nothing to do than all the rest of an opening.
    private static List<string> Applied(SqliteConnection connection) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'SchemaVersions')")
            ? connection.Query<string>("SELECT ScriptName FROM SchemaVersions").AsList()
            : [];

    private static string Number(string scriptName) => Path.GetFileNameWithoutExtension(scriptName);

    private void RefuseNewer(List<string> applied, string directory)
    {
        var unknown = applied.Except(_scripts).ToList();
        if (unknown.Count == 0)
            return;
        // A newer version applied all that this one knows; a name that changed leaves one of them out.
        if (_scripts.Except(applied).Any() || string.CompareOrdinal(unknown.Min(StringComparer.Ordinal), _scripts[^1]) < 0)
            throw new DamagedRowException($"its record of schema versions names '{unknown[0]}'");
        throw refused(
            $"The data directory '{directory}' was written by a newer version of Isotherm (schema {Number(unknown.Max(StringComparer.Ordinal)!)}, "
            + $"this one knows {Number(_scripts[^1])}); use that version or choose another directory.",
            null);
    }

    private Exception Failed(DatabaseUpgradeResult result, string directory) => result.Error is SqliteException
        ? result.Error
        : refused($"What is in '{directory}' could not be brought to this version's schema: {result.Error.Message}", result.Error);
}
