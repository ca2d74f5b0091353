using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Delivery;

/// <summary>One message for people that speaks for many.</summary>
public static class RollUp
{
    private const int MostSubjects = 20;

    /// <summary>Folds messages, in their order. Of each episode and of each cluster the last word counts.</summary>
    /// <param name="messages">At least one.</param>
    public static AlertMessage Of(IReadOnlyList<AlertMessage> messages)
    {
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count);
        if (messages.Count == 1)
            return messages[0];
        var last = messages.GroupBy(m => m.AlertId, StringComparer.Ordinal).Select(g => g.Last()).ToArray();
        var subjects = messages.SelectMany(m => m.Subjects).GroupBy(s => s.Cluster, StringComparer.Ordinal).Select(g => g.Last())
            .OrderBy(s => s.Ratio ?? BigInteger.Pow(10, 60)).ThenBy(s => s.Cluster.Length).ThenBy(s => s.Cluster, StringComparer.Ordinal).ToArray();
        var unseen = last.Sum(m => Math.Max(0, m.SubjectCount - m.Subjects.Count));
        var newest = messages.MaxBy(m => m.Block.Number)!;
        var kinds = last.Select(m => m.Kind).Distinct().ToArray();
        return newest with
        {
            AlertId = Identity(messages),
            Transition = 1,
            Kind = kinds.Length == 1 ? kinds[0] : MessageKind.Update,
            Severity = last.Max(m => m.Severity),
            Rule = "",
            RuleName = string.Join(", ", last.Select(m => m.RuleName).Distinct(StringComparer.Ordinal).Take(3)),
            Headline = Headline(last, subjects, unseen),
            Subjects = [.. subjects.Take(MostSubjects)],
            SubjectCount = subjects.Length + unseen,
            ExpiresAt = messages.Min(m => m.ExpiresAt),
            Label = messages.Select(m => m.Label).FirstOrDefault(l => l is not null),
        };
    }

    private static string Headline(AlertMessage[] last, AlertSubject[] subjects, int unseen)
    {
        var clusters = subjects.Length + unseen;
        var operators = subjects.Select(s => s.Operator).Distinct(StringComparer.OrdinalIgnoreCase).Take(2).ToArray();
        var whose = operators.Length == 1 && unseen == 0 ? $" of operator {operators[0]}" : "";
        var counts = last.GroupBy(m => m.Kind).OrderBy(g => g.Key).Select(g => $"{Count(g.Count())} {Word(g.Key)}");
        return $"{Count(last.Length)} alerts about {Count(clusters)} {(clusters == 1 ? "cluster" : "clusters")}{whose}: {string.Join(", ", counts)}.";
    }

    private static string Count(int n) => n.ToString("N0", CultureInfo.InvariantCulture);

    private static string Word(MessageKind kind) => kind switch
    {
        MessageKind.Fire => "began",
        MessageKind.Update => "changed",
        MessageKind.Resolve => "over",
        MessageKind.Retract => "taken back",
        MessageKind.Blind => "blind",
        MessageKind.Sighted => "known again",
        MessageKind.Test => "sent as a test",
        _ => "all is well",
    };

    private static string Identity(IReadOnlyList<AlertMessage> messages) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', messages.Select(m => m.Id)))))[..32];
}
