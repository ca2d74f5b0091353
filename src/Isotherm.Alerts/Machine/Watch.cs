using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>What was judged of one rule and one subject. Follows from blocks alone and is undone with them.</summary>
internal sealed record Watch
{
    internal static Watch Idle { get; } = new();

    internal Phase Phase { get; init; }

    /// <summary>The block at which the phase began.</summary>
    internal ulong SinceBlock { get; init; }

    /// <summary>That block's unix second; for the queue, the second of the flag.</summary>
    internal long SinceTime { get; init; }

    /// <summary>Where in the queue.</summary>
    internal QueueStages Stage { get; init; }

    /// <summary>Why it fires; null before.</summary>
    internal Mark? Fired { get; init; }

    internal bool IsOpen => Phase is Phase.Firing or Phase.Leaving or Phase.Happened;
}
