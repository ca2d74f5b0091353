using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>What names an entry in storage: <c>rule/kind/subject</c>, the kind with <c>!</c> where it is about blindness.</summary>
/// <param name="Text">The whole key.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Tag">The kind's word.</param>
/// <param name="Cluster">The cluster; null for the network itself.</param>
/// <param name="IsBlind">About not being able to see.</param>
internal sealed record EntryKey(string Text, string Rule, string Tag, ClusterId? Cluster, bool IsBlind)
{
    /// <summary>About something that happened once.</summary>
    internal bool IsHappening { get; } = Text.Contains('#', StringComparison.Ordinal);

    internal static EntryKey Of(RuleRun run, ClusterId? cluster, bool isBlind = false, string happening = "") => new(
        $"{run.Rule.Id}/{run.Tag}{(isBlind ? "!" : "")}/{cluster?.ToString() ?? "*"}{happening}", run.Rule.Id, run.Tag, cluster, isBlind);

    internal static EntryKey Parse(string text)
    {
        var parts = text.Split('/', 3);
        if (parts.Length != 3)
            throw new InvalidDataException($"\"{text}\" is no key of an episode: expected rule/kind/subject.");
        var subject = parts[2].Split('#')[0];
        ClusterId? cluster = subject == "*" ? null : new ClusterId(BigInteger.Parse(subject, NumberStyles.None, CultureInfo.InvariantCulture));
        return new(text, parts[0], parts[1].TrimEnd('!'), cluster, parts[1].EndsWith('!'));
    }
}
