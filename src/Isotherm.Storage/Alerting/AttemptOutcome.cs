namespace Isotherm.Storage.Alerting;

/// <summary>What became of an attempt. The numbers are those on disk.</summary>
public enum AttemptOutcome
{
    /// <summary>It failed and is tried again.</summary>
    Retry = 0,

    /// <summary>The channel took it.</summary>
    Delivered = 1,

    /// <summary>It failed for good.</summary>
    Dead = 2,

    /// <summary>It was not made any more: too late.</summary>
    Expired = 3,

    /// <summary>No attempt: somebody asked for the delivery again.</summary>
    Replayed = 4,
}
