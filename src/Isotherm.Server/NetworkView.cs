using Isotherm.Server.Streaming;
using Isotherm.Storage;

namespace Isotherm.Server;

/// <summary>What the rest of the server sees of a network at one moment. Immutable, swapped whole.</summary>
/// <param name="Journal">The open journal; null while it can't be opened.</param>
/// <param name="Published">The last publication; null before the first block.</param>
/// <param name="Revised">Confirmed blocks that were orphaned since the start.</param>
/// <param name="Latency">Latency of the head.</param>
/// <param name="Problem">What stopped the runtime, in one sentence; null when nothing did.</param>
/// <param name="CaughtUp">Has reached the chain's head once.</param>
internal sealed record NetworkView(
    IJournal? Journal,
    Published? Published,
    int Revised,
    LatencyFigures Latency,
    string? Problem,
    bool CaughtUp)
{
    /// <summary>Before anything happened.</summary>
    public static NetworkView Empty { get; } = new(null, null, 0, LatencyFigures.None, null, false);
}
