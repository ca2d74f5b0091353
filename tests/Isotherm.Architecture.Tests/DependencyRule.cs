using System.Reflection;

namespace Isotherm.Architecture.Tests;

public sealed class DependencyRule
{
    /// <summary>Who may know whom. Arrows point to Domain; only programs compose.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Isotherm.Domain"] = [],
        ["Isotherm.Engine"] = ["Isotherm.Domain"],
        ["Isotherm.Chains"] = ["Isotherm.Domain"],
        ["Isotherm.Storage"] = ["Isotherm.Domain"],
        ["Isotherm.Alerts"] = ["Isotherm.Domain"],
        ["Isotherm.Demo"] = ["Isotherm.Domain", "Isotherm.Chains"],
        ["Isotherm.Cli"] = ["Isotherm.Domain", "Isotherm.Chains"],
        ["Isotherm.Server"] = ["Isotherm.Domain", "Isotherm.Engine", "Isotherm.Chains", "Isotherm.Storage", "Isotherm.Alerts"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_that_it_may_know(string room)
    {
        var known = References(room);

        var forbidden = known.Except(Allowed[room]).ToArray();

        Assert.True(
            forbidden.Length == 0,
            $"{room} refers to {string.Join(", ", forbidden)}. Move the type to Isotherm.Domain, or compose in Isotherm.Server or Isotherm.Demo.");
    }

    [Fact]
    public void The_rule_covers_every_room_of_the_solution()
    {
        var rooms = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), rooms);
    }

    [Fact]
    public void The_domain_knows_no_input_output_clock_or_logger()
    {
        string[] banned = ["System.Net", "System.IO.File", "Microsoft.Extensions", "Microsoft.AspNetCore", "System.Data"];

        var references = Assembly.Load("Isotherm.Domain").GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(references, name => banned.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    // The command is called by its assembly's name.
    private static string AssemblyOf(string room) => room == "Isotherm.Cli" ? "isotherm" : room;

    private static string[] References(string room) =>
        [.. Assembly.Load(AssemblyOf(room)).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Isotherm.", StringComparison.Ordinal))];
}
