namespace Isotherm.Server.Api;

/// <summary>What accounts ask to be told, and where, and how that went.</summary>
internal static class AlertEndpoints
{
    /// <summary>Maps <c>/alerts/*</c>.</summary>
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        api.MapAlertRules();
        api.MapAlertChannels();
        api.MapAlertTrials();
        api.MapAlertEpisodes();
        api.MapAlertSnoozes();
        api.MapAlertDeliveries();
        api.MapAlertNotices();
    }
}
