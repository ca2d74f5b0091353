namespace Isotherm.Server.Streaming;

/// <summary>Kinds of stream messages.</summary>
internal enum StreamMessageKind
{
    /// <summary>From one publication to the next.</summary>
    Frame,

    /// <summary>From an older publication to the head.</summary>
    Merged,

    /// <summary>The whole head.</summary>
    Snapshot,

    /// <summary>Nothing leads on from what the viewer holds: it fetches the head, behind which the stream goes on.</summary>
    Lost,

    /// <summary>A sign of life.</summary>
    Heartbeat,
}
