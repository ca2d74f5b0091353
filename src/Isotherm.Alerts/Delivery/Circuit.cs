namespace Isotherm.Alerts.Delivery;

/// <summary>
/// Spares an endpoint that looks ill: after some failures in a row nothing is sent for a while; then one probe decides. Not for
/// several threads.
/// </summary>
public sealed class Circuit(DeliveryLimits limits)
{
    private int _failures;
    private int _openings;
    private bool _probing;
    private DateTimeOffset? _openUntil;

    /// <summary>Whether nothing, or only a probe, is sent.</summary>
    public bool IsOpen => _openUntil is not null;

    /// <summary>Whether it has nothing to remember.</summary>
    public bool IsCalm => _openUntil is null && _failures == 0;

    /// <summary>Whether a send may begin; of an open circuit whose time is up, one at a time.</summary>
    public bool TryEnter(DateTimeOffset now)
    {
        if (_openUntil is not { } until)
            return true;
        if (now < until || _probing)
            return false;
        _probing = true;
        return true;
    }

    /// <summary>When the next probe may begin; null while one is on its way or none is needed.</summary>
    public DateTimeOffset? NextProbe => _probing ? null : _openUntil;

    /// <summary>The endpoint answered, if only to refuse.</summary>
    public void Answered()
    {
        _probing = false;
        _failures = 0;
        _openings = 0;
        _openUntil = null;
    }

    /// <summary>The endpoint did not answer, or said that it is ill.</summary>
    public void Failed(DateTimeOffset now)
    {
        _failures++;
        if (!_probing && _failures < limits.CircuitFailures)
            return;
        // What was in flight when it opened adds nothing.
        if (!_probing && _openUntil is not null)
            return;
        _probing = false;
        var wait = limits.CircuitFirst * Math.Pow(2, Math.Min(_openings, 16));
        _openUntil = now + (wait < limits.CircuitLongest ? wait : limits.CircuitLongest);
        _openings++;
    }

    /// <summary>A send that had entered was not made after all.</summary>
    public void Left() => _probing = false;
}
