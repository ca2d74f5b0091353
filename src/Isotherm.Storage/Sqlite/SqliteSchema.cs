using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>The numbered migrations in <c>Migrations/Sqlite</c>.</summary>
internal static class SqliteSchema
{
    private const string Prefix = "Sqlite/";

    /// <summary>Brings the file to this version's schema. A file of a newer version is left untouched.</summary>
    /// <exception cref="JournalRefusedException">The file is of a newer version, or a migration failed.</exception>
    public static void Upgrade(string connectionString, string directory)
    {
        var engine = DeployChanges.To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(SqliteSchema).Assembly, name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransaction()
            .LogToNowhere()
            .Build();
        RefuseNewer(engine, directory);
        var result = engine.PerformUpgrade();
        if (!result.Successful)
            throw Failed(result, directory);
    }

    private static void RefuseNewer(UpgradeEngine engine, string directory)
    {
        var unknown = engine.GetExecutedButNotDiscoveredScripts();
        if (unknown.Count > 0)
            throw new JournalRefusedException(
                $"The data directory '{directory}' was written by a newer version of Isotherm (schema {Number(unknown.Max(StringComparer.Ordinal)!)}, "
                + $"this one knows {Number(engine.GetDiscoveredScripts().Max(s => s.Name)!)}); use that version or choose another directory.");
    }

    private static string Number(string scriptName) => Path.GetFileNameWithoutExtension(scriptName);

    private static Exception Failed(DatabaseUpgradeResult result, string directory) => result.Error is SqliteException
        ? result.Error
        : new JournalRefusedException(
            $"The journal in '{directory}' could not be brought to this version's schema: {result.Error.Message}", result.Error);
}
