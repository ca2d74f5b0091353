using System.Globalization;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;
using Isotherm.Storage.Alerting;

namespace Isotherm.Server.Api;

/// <summary>What an account was told about a network, and how that went.</summary>
internal static class AlertDeliveriesEndpoint
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>Maps <c>/alerts/deliveries</c> and <c>/alerts/history</c>.</summary>
    public static void MapAlertDeliveries(this RouteGroupBuilder api)
    {
        var reading = api.MapGroup("/alerts").RequireScope(Scopes.AlertsRead);
        reading.MapGet("/deliveries", DeliveriesAsync).WithSummary("Your deliveries on a network, newest first, each with its log")
            .Produces<DeliveriesAnswer>().ProducesProblems(400, 401, 403, 404, 503);
        reading.MapGet("/history", HistoryAsync).WithSummary("All that you were told about a network, newest first, whether or not it went anywhere")
            .Produces<AlertHistoryAnswer>().ProducesProblems(400, 401, 403, 404, 503);
        api.MapGroup("/alerts").RequireScope(Scopes.AlertsWrite).MapPost("/deliveries/{delivery}/replay", ReplayAsync)
            .WithSummary("Sends a message once more").Produces(202).ProducesProblems(401, 403, 404, 503);
    }

    private static Task<IResult> DeliveriesAsync(
        string network, string? before, string? limit, string? state, HttpContext http, NetworkDirectory networks, CancellationToken ct)
    {
        DeliveryState? only = null;
        if (state is not null)
        {
            if (!Enum.TryParse<DeliveryState>(state, ignoreCase: true, out var named) || !Enum.IsDefined(named) || int.TryParse(state, out _))
                return Task.FromResult<IResult>(Problems.InvalidParameter("state", state, "waiting, delivered, dead or expired"));
            only = named;
        }

        return PageAsync(
            network,
            before,
            limit,
            http,
            networks,
            async (outbox, query) =>
            {
                var page = await outbox.DeliveriesAsync(query with { State = only }, ct);
                return TypedResults.Json(
                    new DeliveriesAnswer([.. page.Rows.Select(ComposeAlerts.Delivery)], page.Next?.ToString(CultureInfo.InvariantCulture)), WireJson.Default.DeliveriesAnswer);
            });
    }

    private static Task<IResult> HistoryAsync(
        string network, string? before, string? limit, HttpContext http, NetworkDirectory networks, CancellationToken ct) => PageAsync(
        network,
        before,
        limit,
        http,
        networks,
        async (outbox, query) =>
        {
            var page = await outbox.MessagesAsync(query, ct);
            return TypedResults.Json(
                new AlertHistoryAnswer([.. page.Rows.Select(ComposeAlerts.Message)], page.Next?.ToString(CultureInfo.InvariantCulture)), WireJson.Default.AlertHistoryAnswer);
        });

    private static async Task<IResult> ReplayAsync(
        string delivery, HttpContext http, ServerOutbox outbox, OutboxBell bell, Lazy<IAccountStore> accounts, CancellationToken ct)
    {
        if (!await outbox.ReplayAsync(http.Account(), delivery, ct))
            return Problems.UnknownAlertItem("delivery", delivery);
        bell.Ring();
        await accounts.Value.NoteAsync(new AuditNote(AuditActions.DeliveryReplayed, http.Account(), delivery, http.From()), CancellationToken.None);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> PageAsync(
        string network, string? before, string? limit, HttpContext http, NetworkDirectory networks, Func<IOutboxStore, OutboxQuery, Task<IResult>> answer)
    {
        if (networks.Find(network) is not { } found)
            return Problems.UnknownNetwork(network);
        long? cursor = null;
        if (before is not null)
        {
            if (!long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Problems.InvalidParameter("before", before, "the next member of an earlier answer");
            cursor = number;
        }

        if (!Parameters.TryLimit(limit, DefaultLimit, MaxLimit, out var rows))
            return Problems.InvalidParameter("limit", limit ?? "", $"a whole number from 1 to {MaxLimit}");
        return found.View.Journal is { } journal
            ? await answer(journal.Outbox, new OutboxQuery(http.Account(), cursor, rows))
            : Problems.NotReady(network, found.Problem);
    }
}
