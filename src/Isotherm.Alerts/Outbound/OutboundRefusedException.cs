namespace Isotherm.Alerts.Outbound;

/// <summary>A target that the policy does not open. Nothing was connected.</summary>
public sealed class OutboundRefusedException : IOException
{
    /// <summary>Names the host and says why.</summary>
    public OutboundRefusedException(string message)
        : base(message)
    {
    }
}
