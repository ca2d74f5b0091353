namespace Isotherm.Alerts.Delivery;

/// <summary>What became of an attempt.</summary>
public enum AttemptOutcome : byte
{
    /// <summary>It failed and is tried again.</summary>
    Retry = 0,

    /// <summary>The channel took it.</summary>
    Delivered = 1,

    /// <summary>Given up.</summary>
    Dead = 2,

    /// <summary>Not sent: too late, or no longer needed.</summary>
    Expired = 3,
}
