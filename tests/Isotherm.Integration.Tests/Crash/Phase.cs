namespace Isotherm.Integration.Tests.Crash;

/// <summary>What a server was at when it was killed.</summary>
internal enum Phase
{
    /// <summary>It did not listen so far.</summary>
    Starting,

    /// <summary>It listened, and had not published the block that was the node's head when it was started.</summary>
    CatchingUp,

    /// <summary>It had reached its node's head.</summary>
    AtHead,

    /// <summary>A saved state was due, and was not in the journal.</summary>
    Snapshot,

    /// <summary>The node had another branch, and the server had not published that branch's head.</summary>
    Rewind,
}
