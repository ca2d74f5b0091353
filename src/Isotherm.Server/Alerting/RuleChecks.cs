using Isotherm.Alerts.Rules;

namespace Isotherm.Server.Alerting;

/// <summary>What a rule's own text can't tell: whether its network and its owner's channels exist.</summary>
internal static class RuleChecks
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<RuleProblem> Of(Rule rule, DeskState desk, NetworkDirectory networks)
    {
        List<RuleProblem> problems = [];
        if (networks.Find(rule.Network) is null)
            problems.Add(new RuleProblem("/network", $"This server follows no network \"{rule.Network}\".", "one of " + string.Join(", ", networks.All.Select(static network => network.Definition.Id))));
        for (var i = 0; i < rule.Channels.Count; i++)
        {
            if (!Owns(rule.Channels[i]))
                problems.Add(new RuleProblem($"/channels/{i}", $"You have no channel \"{rule.Channels[i]}\".", "the id of a channel of yours"));
        }

        if (rule.EscalateTo is { } second && !Owns(second))
            problems.Add(new RuleProblem("/escalateTo", $"You have no channel \"{second}\".", "the id of a channel of yours"));
        problems.AddRange(RuleCheck.Problems(rule, networks.Find(rule.Network)?.View.Published is { } published ? new AlertView(null, published.Picture, null, [], []) : null));
        return problems;

        bool Owns(string channel) => desk.Channel(channel)?.Stored.Owner == rule.Owner;
    }
}
