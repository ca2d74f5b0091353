namespace Isotherm.Architecture.Tests;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Source files that people wrote, by extension, relative to the root.</summary>
    public static IEnumerable<string> Sources(params string[] extensions)
    {
        string[] rooms = ["src", "tests", "web/src", "contracts/src", "contracts/test", "bench"];
        return rooms
            .Select(room => Path.Combine(Root, room))
            .Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, "*", SearchOption.AllDirectories))
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));
    }

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Isotherm.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No Isotherm.slnx above {folder}.");
    }
}
