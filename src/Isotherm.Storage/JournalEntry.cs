using Isotherm.Domain;
using Isotherm.Storage.Alerting;

namespace Isotherm.Storage;

/// <summary>One step of a network's life, committed as a whole under one sequence number.</summary>
public abstract record JournalEntry
{
    private JournalEntry()
    {
    }

    /// <summary>What alert rules made of it; null for nothing. Commits with it and is not read back with it.</summary>
    public AlertShare? Alerts { get; init; }

    /// <summary>A block was applied.</summary>
    /// <param name="Block">The block.</param>
    /// <param name="Facts">Its facts in log order.</param>
    /// <param name="Undo">What the engine needs to undo it; opaque to the journal.</param>
    /// <param name="Transitions">Zone and queue changes at its end.</param>
    /// <param name="StateHash">The state hash after it: 32 hex digits.</param>
    public sealed record BlockEntry(
        Block Block,
        IReadOnlyList<Fact> Facts,
        ReadOnlyMemory<byte> Undo,
        IReadOnlyList<Transition> Transitions,
        string StateHash) : JournalEntry;

    /// <summary>The blocks above <paramref name="To"/> were orphaned.</summary>
    public sealed record RewindEntry(BlockRef To) : JournalEntry;

    /// <summary>Wall-clock time as people saw it. Stored in whole milliseconds, UTC.</summary>
    public sealed record ClockEntry(DateTimeOffset At) : JournalEntry;
}
