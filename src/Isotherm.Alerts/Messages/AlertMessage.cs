using System.Text.Json.Serialization;
using Isotherm.Domain;

namespace Isotherm.Alerts.Messages;

/// <summary>
/// One message of one episode, free of any channel's format. <see cref="Id"/> is <see cref="AlertId"/> and the transition's number
/// (spec 6.5): a receiver that has seen it may drop it.
/// </summary>
public sealed record AlertMessage
{
    /// <summary>Names the episode; shared by fire, update, resolve and retract. 32 lower-case hex digits.</summary>
    public required string AlertId { get; init; }

    /// <summary>Number of the transition within the episode, from 1.</summary>
    public required int Transition { get; init; }

    /// <summary>What it says.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>How bad.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>The network's id.</summary>
    public required string Network { get; init; }

    /// <summary>The network's printed name.</summary>
    public required string NetworkName { get; init; }

    /// <summary>The token's symbol and decimals, for amounts.</summary>
    public required string TokenSymbol { get; init; }

    /// <summary>See <see cref="TokenSymbol"/>.</summary>
    public required int TokenDecimals { get; init; }

    /// <summary>The rule's id; empty for a test or a digest.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's name as its owner gave it.</summary>
    public required string RuleName { get; init; }

    /// <summary>One sentence for people: what happened to whom.</summary>
    public required string Headline { get; init; }

    /// <summary>The block that it rests on.</summary>
    public required BlockRef Block { get; init; }

    /// <summary>That block's unix second.</summary>
    public required long BlockTimestamp { get; init; }

    /// <summary>Clusters concerned, worst first, at most 20; none where the rule is about the network.</summary>
    public required IReadOnlyList<AlertSubject> Subjects { get; init; }

    /// <summary>Clusters concerned in all, those that <see cref="Subjects"/> leaves out included.</summary>
    public required int SubjectCount { get; init; }

    /// <summary>
    /// Ids of all clusters that it speaks of, those that <see cref="Subjects"/> leaves out included: a cluster's lead time rests on it. Not
    /// part of what is sent; none in a message that was read again.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>The account that owns the rule.</summary>
    public required string Owner { get; init; }

    /// <summary>Ids of the channels it goes to.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>The channel it goes to when the first ones have not taken it in time; null for none.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>Seconds after which it goes to <see cref="EscalateTo"/>.</summary>
    public int EscalateAfterSeconds { get; init; }

    /// <summary>Unix second after which it is worth nothing (the grace deadline): it is then marked expired, undelivered.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>A labelled condition that the reader must know: late, replay, policy simulation; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>The message's own id.</summary>
    public string Id => $"{AlertId}-{Transition}";
}
