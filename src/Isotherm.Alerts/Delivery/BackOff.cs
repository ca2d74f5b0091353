namespace Isotherm.Alerts.Delivery;

/// <summary>Waits between tries: doubling, with full jitter (anything from nothing to all of it), so that many do not come back at once.</summary>
public sealed class BackOff(DeliveryLimits limits, Random random)
{
    private readonly Lock _gate = new();

    /// <summary>The wait after a failure.</summary>
    /// <param name="tries">Tries that failed, from 1.</param>
    public TimeSpan After(int tries)
    {
        var most = limits.BackOffFirst * Math.Pow(2, Math.Min(tries - 1, 30));
        var capped = most < limits.BackOffLongest ? most : limits.BackOffLongest;
        lock (_gate)
        {
            return capped * random.NextDouble();
        }
    }

    /// <summary>When a delivery is tried again.</summary>
    /// <param name="now">The failure.</param>
    /// <param name="tries">Tries that failed, from 1.</param>
    /// <param name="asked">What the endpoint asked for.</param>
    /// <param name="deadline">When the message is worth nothing any more.</param>
    /// <returns>Not after a last try shortly before the deadline; the deadline itself when even that has passed.</returns>
    public DateTimeOffset NextTry(DateTimeOffset now, int tries, TimeSpan? asked, DateTimeOffset? deadline)
    {
        var wait = asked is { } a && a > TimeSpan.Zero ? Shorter(a, limits.RetryAfterLongest) : After(tries);
        var next = now + wait;
        if (deadline is not { } end || next < end)
            return next;
        var last = end - limits.LastTryBeforeDeadline;
        return last > now && asked is null ? last : end;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
