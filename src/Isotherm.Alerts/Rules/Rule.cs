namespace Isotherm.Alerts.Rules;

/// <summary>One rule of one owner about one network. Immutable; an edit replaces it under the same id.</summary>
public sealed record Rule
{
    /// <summary>Lower-case letters, digits, dashes; at most 64.</summary>
    public required string Id { get; init; }

    /// <summary>The account that owns it.</summary>
    public required string Owner { get; init; }

    /// <summary>The network's id.</summary>
    public required string Network { get; init; }

    /// <summary>As its owner calls it; at most 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it watches.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>Which clusters it is about; without effect on kinds that watch the network itself.</summary>
    public RuleScope Scope { get; init; } = new RuleScope.Network();

    /// <summary>Blocks for which the condition must go on holding before it fires; 0 fires at once.</summary>
    public int PendingBlocks { get; init; }

    /// <summary>Blocks for which it must go on being over before it resolves.</summary>
    public int HoldBlocks { get; init; }

    /// <summary>How far above the level a ratio must come before it is over, basis points (spec 6.3).</summary>
    public uint DeltaBps { get; init; } = 200;

    /// <summary>
    /// Seconds for which clusters that follow the first are gathered into one more message. The first is never held. 0: each
    /// cluster has messages of its own.
    /// </summary>
    public int GroupWaitSeconds { get; init; } = 12;

    /// <summary>Ids of the channels it goes to.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>The channel it goes to when the first ones have not taken it in time; null for none.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>How long that time is, seconds.</summary>
    public int EscalateAfterSeconds { get; init; } = 300;

    /// <summary>Whether it is in force.</summary>
    public bool Enabled { get; init; } = true;
}
