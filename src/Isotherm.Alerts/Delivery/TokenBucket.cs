namespace Isotherm.Alerts.Delivery;

/// <summary>A rate over time with a burst after a rest. Not for several threads.</summary>
public sealed class TokenBucket
{
    private readonly double _perSecond;
    private readonly int _burst;
    private double _tokens;
    private DateTimeOffset _at;

    /// <summary>Starts full.</summary>
    public TokenBucket(double perSecond, int burst, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        (_perSecond, _burst, _tokens, _at) = (perSecond, burst, burst, now);
    }

    /// <summary>Takes one token if there is one.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        Fill(now);
        if (_tokens < 1)
            return false;
        _tokens -= 1;
        return true;
    }

    /// <summary>Gives back a token that was not used.</summary>
    public void Return() => _tokens = Math.Min(_burst, _tokens + 1);

    /// <summary>When there is a token.</summary>
    public DateTimeOffset NextAt(DateTimeOffset now)
    {
        Fill(now);
        // A tick more, so that rounding never wakes too early.
        return _tokens >= 1 ? now : now + TimeSpan.FromSeconds((1 - _tokens) / _perSecond) + TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Whether it is full again and may be forgotten.</summary>
    public bool IsFull(DateTimeOffset now)
    {
        Fill(now);
        return _tokens >= _burst;
    }

    private void Fill(DateTimeOffset now)
    {
        // A clock that is set back gives nothing and takes nothing.
        if (now > _at)
            _tokens = Math.Min(_burst, _tokens + ((now - _at).TotalSeconds * _perSecond));
        _at = now;
    }
}
