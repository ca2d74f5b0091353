using System.Security.Cryptography;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>What most owners want to hear of their own clusters, in one click.</summary>
public static class StarterSet
{
    /// <summary>The rules. The same arguments give the same ids, so that asking twice makes no second set.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="network">The network's id.</param>
    /// <param name="operators">Addresses whose clusters are meant, later ones too.</param>
    /// <param name="clusters">Clusters by id; used where there are no addresses.</param>
    /// <param name="channels">Ids of the channels.</param>
    /// <exception cref="ArgumentException">Neither addresses nor ids.</exception>
    public static IReadOnlyList<Rule> For(
        string owner, string network, IReadOnlyList<string> operators, IReadOnlyList<ClusterId> clusters, IReadOnlyList<string> channels)
    {
        if (operators.Count == 0 && clusters.Count == 0)
            throw new ArgumentException("A starter set needs an address or a cluster.", nameof(operators));
        RuleScope scope = operators.Count > 0 ? new RuleScope.Operators(operators) : new RuleScope.Clusters(clusters);
        var whose = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{network}\n{string.Join(',', operators)}\n{string.Join(',', clusters)}")))[..12];
        Rule Make(string word, string name, RuleKind kind) => new()
        {
            Id = $"starter-{word}-{whose}",
            Owner = owner,
            Network = network,
            Name = name,
            Kind = kind,
            Scope = scope,
            Channels = channels,
        };
        return
        [
            Make("queue", "In the liquidation queue", new RuleKind.Queue(QueueStages.All)),
            Make("red", "Below critical", new RuleKind.RatioBelow(RatioLevel.Critical)),
            Make("yellow", "Yellow for an hour", new RuleKind.PersistentYellow(3_600)),
            Make("penalty", "Penalised", new RuleKind.Penalty()),
            Make("protocol", "Thresholds, requirement or grace period change", new RuleKind.ProtocolChange(ProtocolTopics.Thresholds | ProtocolTopics.Requirement | ProtocolTopics.GracePeriod)),
            Make("stale", "Data is stale", new RuleKind.DataLate(Folding.DataState.Stale)),
        ];
    }
}
