namespace Isotherm.Alerts.Delivery;

/// <summary>What a kind does with many messages at once.</summary>
public enum Gathering : byte
{
    /// <summary>Each goes alone: programs want each.</summary>
    None = 0,

    /// <summary>Several go in one request, each whole.</summary>
    Batch = 1,

    /// <summary>When a queue is long, people get one message that speaks for all of it.</summary>
    RollUp = 2,
}
