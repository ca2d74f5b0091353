using Isotherm.Server.Observability;

namespace Isotherm.Server.Streaming;

/// <summary>Holds the number of viewers, over all networks, under a limit; beyond it a viewer is refused and counted.</summary>
internal sealed class ViewerGate(int limit, ServerMeter meter)
{
    private int _viewers;

    /// <summary>The limit.</summary>
    public int Limit => limit;

    /// <summary>Viewers now.</summary>
    public int Viewers => Volatile.Read(ref _viewers);

    /// <summary>Takes a place; false when there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _viewers) <= limit)
            return true;
        Interlocked.Decrement(ref _viewers);
        meter.ViewerRefused();
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _viewers);
}
