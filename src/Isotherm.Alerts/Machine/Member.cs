using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>What was told of one rule and one subject. Blocks that are orphaned do not undo it.</summary>
internal sealed record Member
{
    internal static Member Nothing { get; } = new();

    /// <summary>The incident that it belongs or last belonged to; empty where nobody was told.</summary>
    internal string AlertId { get; init; } = "";

    /// <summary>It was told to have begun, and not to be over.</summary>
    internal bool IsOpen { get; init; }

    /// <summary>It was taken back: the same firing, mined again, opens the same incident.</summary>
    internal bool IsRetracted { get; init; }

    /// <summary>Hash of the block whose judgement was told.</summary>
    internal string FiredIn { get; init; } = "";

    /// <summary>The last block at which this is still worth keeping when it is not open.</summary>
    internal ulong KeptUntil { get; init; }

    /// <summary>The stage of the queue that was told.</summary>
    internal QueueStages Stage { get; init; }

    /// <summary>It was snoozed when last looked at.</summary>
    internal bool IsSnoozed { get; init; }

    /// <summary>The snooze's ratio, basis points, that it fell below: that snooze is over.</summary>
    internal uint WokenBps { get; init; }

    /// <summary>The last digest's number.</summary>
    internal long Slot { get; init; }
}
