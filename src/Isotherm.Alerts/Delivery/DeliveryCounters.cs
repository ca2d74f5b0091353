namespace Isotherm.Alerts.Delivery;

/// <summary>What a pump has done since it was made, and how it stands; a picture that does not change.</summary>
public sealed record DeliveryCounters
{
    /// <summary>When the pump last looked at all that waits; the least value before the first time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Deliveries that an endpoint took.</summary>
    public long Delivered { get; init; }

    /// <summary>Tries that failed and are made again.</summary>
    public long Retried { get; init; }

    /// <summary>Deliveries given up.</summary>
    public long Dead { get; init; }

    /// <summary>Deliveries that expired, undelivered.</summary>
    public long Expired { get; init; }

    /// <summary>Escalations that were sent.</summary>
    public long Escalated { get; init; }

    /// <summary>Escalations that were not needed.</summary>
    public long Spared { get; init; }

    /// <summary>Messages that went out inside a roll-up.</summary>
    public long RolledUp { get; init; }

    /// <summary>Outcomes that storage did not take at once.</summary>
    public long RecordFailures { get; init; }

    /// <summary>Passes of the loop that failed and were begun again.</summary>
    public long LoopFailures { get; init; }

    /// <summary>Rows in memory that are not over.</summary>
    public int Waiting { get; init; }

    /// <summary>Requests on their way.</summary>
    public int InFlight { get; init; }

    /// <summary>Endpoints that are spared now.</summary>
    public int OpenCircuits { get; init; }

    /// <summary>Seconds since the oldest row that could have left was due; 0 for none.</summary>
    public double LagSeconds { get; init; }
}
