using Isotherm.Engine;

namespace Isotherm.Server.Streaming;

/// <summary>What left after one commit. Immutable.</summary>
/// <param name="Id">The journal and the sequence of the last committed entry.</param>
/// <param name="Picture">The network as of that entry.</param>
/// <param name="Confirmed">Number of the last confirmed block (spec 3.2); null before there is one.</param>
/// <param name="RewindTo">Lowest block that was rewound to since the publication before; null if none was.</param>
internal sealed record Published(StreamId Id, NetworkPicture Picture, ulong? Confirmed, ulong? RewindTo)
{
    /// <summary>Sequence of the last committed entry.</summary>
    public long Seq => Id.Seq;
}
