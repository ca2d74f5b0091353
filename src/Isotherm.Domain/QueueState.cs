namespace Isotherm.Domain;

/// <summary>Where a cluster stands in the liquidation queue (spec 5.4). Values equal the reference contract's enum.</summary>
public enum QueueState : byte
{
    /// <summary>Not flagged.</summary>
    None = 0,

    /// <summary>Flagged, not past the deadline.</summary>
    Grace = 1,

    /// <summary>Past the deadline; anyone may liquidate at the next block.</summary>
    Due = 2,

    /// <summary>Past the deadline, but the price is not usable or the recovery window runs.</summary>
    Blocked = 3,

    /// <summary>Flagged, yet at or above critical; not cured on chain so far.</summary>
    Recovered = 4,

    /// <summary>Liquidated; final.</summary>
    Liquidated = 5,
}
