namespace Isotherm.Alerts.Messages;

/// <summary>What a message says about its episode.</summary>
public enum MessageKind : byte
{
    /// <summary>It began, or began again under the same alert id after a retraction.</summary>
    Fire = 0,

    /// <summary>It still holds and something worth hearing changed: worse, a milestone of the grace period, a snooze that ended.</summary>
    Update = 1,

    /// <summary>It is over.</summary>
    Resolve = 2,

    /// <summary>The block that it rests on was orphaned: it never was.</summary>
    Retract = 3,

    /// <summary>The owner is blind: the ratio is unknown and nothing is claimed.</summary>
    Blind = 4,

    /// <summary>The ratio is known again.</summary>
    Sighted = 5,

    /// <summary>Sent by hand to try a channel.</summary>
    Test = 6,

    /// <summary>The all-is-well digest.</summary>
    Digest = 7,
}
