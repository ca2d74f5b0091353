using Isotherm.Testing;

namespace Isotherm.Bench.Alerts;

/// <summary>Turns the time at which a request came into the wall clock's, as the watcher of blocks reads it.</summary>
internal sealed class Arrivals
{
    private readonly double _now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
    private readonly long _mark = TimeProvider.System.GetTimestamp();

    /// <summary>Unix milliseconds at which its first byte came.</summary>
    public double Of(HookCall call) => _now - TimeProvider.System.GetElapsedTime(call.At, _mark).TotalMilliseconds;
}
