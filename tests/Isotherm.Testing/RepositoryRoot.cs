namespace Isotherm.Testing;

/// <summary>Finds the repository that the tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The directory of <c>Isotherm.slnx</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>A file or directory in the repository.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Isotherm.slnx")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"No Isotherm.slnx above {AppContext.BaseDirectory}: run the tests from inside the repository.");
    }
}
