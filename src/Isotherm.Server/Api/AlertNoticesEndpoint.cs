using System.Globalization;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Messages;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auth;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>What the browser channel put up.</summary>
internal static class AlertNoticesEndpoint
{
    /// <summary>Maps <c>/alerts/notices</c>.</summary>
    public static void MapAlertNotices(this RouteGroupBuilder api) =>
        api.MapGroup("/alerts/notices").RequireScope(Scopes.AlertsRead).MapGet("", List)
            .WithSummary("What your browser channels put up, newest first").Produces<NoticesAnswer>().ProducesProblems(400, 401, 403);

    private static IResult List(string? later, HttpContext http, NoticeBoard board)
    {
        DateTimeOffset? from = null;
        if (later is not null)
        {
            if (!DateTimeOffset.TryParse(later, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                return Problems.InvalidParameter("later", later, "an ISO-8601 time, such as 2026-11-23T08:00:00Z");
            from = time;
        }

        return TypedResults.Json(new NoticesAnswer([.. board.Of(http.Account(), from).Select(Body)]), WireJson.Default.NoticesAnswer);
    }

    private static NoticeBody Body(Notice notice) =>
        new(notice.Id, WireText.Time(notice.At), notice.Title, notice.Text, ComposeAlerts.Element(MessageJson.Write(notice.Message)));
}
