using System.Text.RegularExpressions;

namespace Isotherm.Architecture.Tests;

public sealed partial class HouseRules
{
    private const int LineCap = 500;

    private static readonly string[] VagueEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Base", "Common", "Impl"];

    [Fact]
    public void No_source_file_is_longer_than_five_hundred_lines()
    {
        var tooLong = Repository.Sources(".cs", ".ts", ".svelte", ".sol")
            .Select(file => (file, lines: File.ReadLines(file).Count()))
            .Where(entry => entry.lines > LineCap)
            .Select(entry => $"{Path.GetRelativePath(Repository.Root, entry.file)}: {entry.lines}");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var vague = Repository.Sources(".cs", ".sol", ".ts")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => VagueEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)));

        Assert.Empty(vague);
    }

    [Fact]
    public void Log_event_ids_are_unique()
    {
        var ids = Repository.Sources(".cs")
            .SelectMany(file => LogEventId().Matches(File.ReadAllText(file)).Select(match => (id: match.Groups["id"].Value, file)))
            .ToArray();

        var repeated = ids.GroupBy(entry => entry.id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => Path.GetFileName(entry.file)))}");

        Assert.NotEmpty(ids);
        Assert.Empty(repeated);
    }

    [Fact]
    public void Only_the_engine_may_use_unsafe_code()
    {
        var unsafeProjects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension);

        Assert.All(unsafeProjects, project => Assert.Equal("Isotherm.Engine", project));
    }

    [Fact]
    public void No_tracked_file_names_a_machine_path_or_a_package_host()
    {
        string[] files = ["package-lock.json", "packages.lock.json", "NuGet.config", ".npmrc", "global.json"];
        var offenders = Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/artifacts/obj/", StringComparison.Ordinal))
            .Where(file => files.Contains(Path.GetFileName(file), StringComparer.Ordinal))
            .Where(file => RegistryHost().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"LoggerMessage\(\s*(EventId\s*=\s*)?(?<id>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex LogEventId();

    [GeneratedRegex(@"""resolved"":\s*""http|registry\.npmjs|api\.nuget\.org|/work/|/root/", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryHost();
}
