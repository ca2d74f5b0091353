namespace Isotherm.Alerts.Rules;

/// <summary>Parameters of the protocol whose change, set or announced, is told.</summary>
[Flags]
public enum ProtocolTopics : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Warning and critical.</summary>
    Thresholds = 1,

    /// <summary>The base requirement of a class.</summary>
    Requirement = 2,

    /// <summary>The demand multiplier of a class.</summary>
    Demand = 4,

    /// <summary>The grace period of new flags.</summary>
    GracePeriod = 8,

    /// <summary>All of them.</summary>
    All = 15,
}
