namespace Isotherm.Alerts.Messages;

/// <summary>How bad it is, as PagerDuty and Alertmanager name it.</summary>
public enum AlertSeverity : byte
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Trouble comes near.</summary>
    Warning = 1,

    /// <summary>Collateral is lost unless somebody acts.</summary>
    Critical = 2,
}
