namespace Isotherm.Chains;

/// <summary>What a follower is doing.</summary>
public enum FollowerPhase
{
    /// <summary>No node answers yet, or none any more.</summary>
    Connecting,

    /// <summary>Reading blocks below the announced head.</summary>
    Backfilling,

    /// <summary>At the head.</summary>
    Following,

    /// <summary>A node answers, but what it says cannot be followed: another chain, no contract, a log that does not decode, a reorganisation deeper than the window. It is asked again.</summary>
    Refused,
}
