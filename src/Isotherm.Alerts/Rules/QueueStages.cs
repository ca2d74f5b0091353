namespace Isotherm.Alerts.Rules;

/// <summary>What can happen to a cluster in the liquidation queue (spec 6.2). Times are block times.</summary>
[Flags]
public enum QueueStages : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Flagged: the grace period runs.</summary>
    Entered = 1,

    /// <summary>Half of the grace period is over.</summary>
    Half = 2,

    /// <summary>A tenth of the grace period is left.</summary>
    LastTenth = 4,

    /// <summary>Past the deadline: anyone may liquidate.</summary>
    Due = 8,

    /// <summary>Past the deadline, but execution is blocked.</summary>
    Blocked = 16,

    /// <summary>At or above critical, not cured yet.</summary>
    Recovered = 32,

    /// <summary>Cured: out of the queue.</summary>
    Cured = 64,

    /// <summary>Liquidated: final.</summary>
    Liquidated = 128,

    /// <summary>Everything.</summary>
    All = 255,
}
