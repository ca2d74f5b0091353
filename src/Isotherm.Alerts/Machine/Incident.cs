using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Machine;

/// <summary>One alert id: the subjects of one rule that began together, and what was said of them.</summary>
internal sealed record Incident
{
    internal const int MaxHistory = 40;

    internal required string AlertId { get; init; }

    internal required string Rule { get; init; }

    /// <summary>The rule's name, kept for the history.</summary>
    internal required string RuleName { get; init; }

    /// <summary>What its subjects share: rule, aspect and group.</summary>
    internal required string Group { get; init; }

    /// <summary>Number of the last message.</summary>
    internal int Transition { get; init; }

    /// <summary>Subjects that were told, those that left included.</summary>
    internal int Told { get; init; }

    /// <summary>Why the first one fired.</summary>
    internal required Mark First { get; init; }

    /// <summary>Unix millisecond up to which others join.</summary>
    internal long GathersUntil { get; init; }

    /// <summary>Unix millisecond at which those that joined or left are told; 0 when there is nothing to tell.</summary>
    internal long DueAt { get; init; }

    internal bool IsClosed { get; init; }

    /// <summary>Order in which incidents closed; the oldest are forgotten first.</summary>
    internal long ClosedAs { get; init; }

    /// <summary>The block after which it need not be found again.</summary>
    internal ulong KeptUntil { get; init; }

    /// <summary>As last told, at most 20.</summary>
    internal IReadOnlyList<AlertSubject> Subjects { get; init; } = [];

    /// <summary>At most <see cref="MaxHistory"/>: the first and the last ones.</summary>
    internal IReadOnlyList<HistoryLine> History { get; init; } = [];
}
