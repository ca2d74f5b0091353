namespace Isotherm.Alerts.Channels;

/// <summary>Where the browser channel's messages lie until the owner's page asks for them (<c>GET /alerts/notices</c>).</summary>
public interface INoticeBoard
{
    /// <summary>Puts a notice up; one with an id that is there already changes nothing.</summary>
    ValueTask PostAsync(Notice notice, CancellationToken ct);
}
