namespace Isotherm.Storage.Alerting;

/// <summary>Where a delivery stands. The numbers are those on disk.</summary>
public enum DeliveryState
{
    /// <summary>Not over: it is due now or later.</summary>
    Waiting = 0,

    /// <summary>The channel took it.</summary>
    Delivered = 1,

    /// <summary>Given up.</summary>
    Dead = 2,

    /// <summary>It was worth nothing any more: expired, undelivered.</summary>
    Expired = 3,
}
