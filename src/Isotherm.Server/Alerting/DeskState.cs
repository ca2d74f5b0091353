using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Alerting;

/// <summary>All rules, channels and snoozes at one version, as they are used. Immutable.</summary>
internal sealed class DeskState
{
    private readonly Dictionary<string, DeskRule> _rules;
    private readonly Dictionary<string, DeskChannel> _channels;

    private DeskState(IReadOnlyList<DeskRule> rules, IReadOnlyList<DeskChannel> channels, RuleBook book)
    {
        (Rules, Channels, Book) = (rules, channels, book);
        _rules = rules.ToDictionary(static rule => rule.Rule.Id, StringComparer.Ordinal);
        _channels = channels.ToDictionary(static channel => channel.Stored.Id, StringComparer.Ordinal);
    }

    /// <summary>Rules in the order in which they were made.</summary>
    public IReadOnlyList<DeskRule> Rules { get; }

    /// <summary>Channels, as above.</summary>
    public IReadOnlyList<DeskChannel> Channels { get; }

    /// <summary>For the networks' folds.</summary>
    public RuleBook Book { get; }

    /// <summary>What is kept, opened.</summary>
    /// <param name="settings">What is kept.</param>
    /// <param name="box">Opens secrets.</param>
    /// <param name="unread">Told of the id of a rule that this version can't read.</param>
    public static DeskState Of(AlertSettings settings, ISecretBox box, Action<string> unread)
    {
        List<DeskRule> rules = [];
        foreach (var stored in settings.Rules)
        {
            if (RuleJson.Parse(Encoding.UTF8.GetBytes(stored.Body)).Rule is { } rule)
                rules.Add(new DeskRule(stored, rule));
            else
                unread(stored.Id);
        }

        return new DeskState(
            rules,
            [.. settings.Channels.Select(stored => Open(stored, box))],
            new RuleBook(settings.Version, [.. rules.Select(static rule => rule.Rule)], [.. settings.Snoozes.Select(Of)]));
    }

    /// <summary>A rule; null for none.</summary>
    public DeskRule? Rule(string id) => _rules.GetValueOrDefault(id);

    /// <summary>A channel; null for none.</summary>
    public DeskChannel? Channel(string id) => _channels.GetValueOrDefault(id);

    private static DeskChannel Open(StoredChannel stored, ISecretBox box)
    {
        try
        {
            var channel = ChannelSeal.Open(new SealedChannel(Encoding.UTF8.GetBytes(stored.Body), stored.Secrets), stored.Owner, box);
            return new DeskChannel(stored, stored.Disabled is null ? channel : channel with { Enabled = false }, stored.Disabled);
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            return new DeskChannel(stored, null, "Its secrets can't be opened with this server's keys: enter them again.");
        }
    }

    private static Snooze Of(StoredSnooze stored) => new(
        stored.Rule,
        stored.Cluster is { } cluster ? new ClusterId(BigInteger.Parse(cluster, NumberStyles.None, CultureInfo.InvariantCulture)) : null,
        stored.Until,
        (uint?)stored.WorseThanBps);
}
