using Isotherm.Server.Alerting;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>The scoreboard of warnings.</summary>
internal static class LeadTimeEndpoint
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 200;

    /// <summary>Maps <c>/networks/{id}/lead-time</c>.</summary>
    public static void MapLeadTime(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/lead-time", GetAsync)
            .WithSummary("How much warning the last liquidations had: green left, first alert delivered, flag, deadline, liquidation; misses included")
            .Produces<LeadTimeAnswer>().ProducesProblems(400, 404, 503);

    private static async Task<IResult> GetAsync(string network, string? limit, NetworkDirectory networks, CancellationToken ct)
    {
        if (networks.Find(network) is not { } found)
            return Problems.UnknownNetwork(network);
        if (!Parameters.TryLimit(limit, DefaultLimit, MaxLimit, out var rows))
            return Problems.InvalidParameter("limit", limit ?? "", $"a whole number from 1 to {MaxLimit}");
        return found.View is { Journal: { } journal, Published.Picture: var picture }
            ? TypedResults.Json(await LeadTimes.OfAsync(journal, picture, rows, ct), WireJson.Default.LeadTimeAnswer)
            : Problems.NotReady(network, found.Problem);
    }
}
