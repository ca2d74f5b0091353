using Deque.AxeCore.Commons;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What axe-core says of a page.</summary>
internal static class Axe
{
    /// <summary>Fails on what axe calls serious or critical, with the rule and the first places.</summary>
    /// <param name="result">Of a run on the page.</param>
    /// <param name="view">What was looked at.</param>
    public static void ExpectNoneSerious(AxeResult result, string view)
    {
        Assert.NotEmpty(result.Passes);
        var serious = result.Violations.Where(v => v.Impact is "serious" or "critical").Select(Words).ToArray();
        Assert.True(serious.Length == 0, $"{view}: {string.Join('\n', serious)}");
    }

    private static string Words(AxeResultItem violation) =>
        $"{violation.Impact}: {violation.Id}, {violation.Help}; at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
