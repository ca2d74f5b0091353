namespace Isotherm.Alerts.Machine;

/// <summary>Where the judgement of one rule about one subject stands.</summary>
internal enum Phase : byte
{
    /// <summary>Nothing to remember.</summary>
    Idle = 0,

    /// <summary>It was green a few blocks ago.</summary>
    Recent = 1,

    /// <summary>The condition holds, not yet for long enough.</summary>
    Pending = 2,

    /// <summary>It fires.</summary>
    Firing = 3,

    /// <summary>It fires, and the condition is over, not yet for long enough.</summary>
    Leaving = 4,

    /// <summary>Something happened once; remembered so that an orphaned block can take it back.</summary>
    Happened = 5,
}
