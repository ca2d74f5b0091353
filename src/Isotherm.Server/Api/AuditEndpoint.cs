using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>The self-audit: whether the contract itself agrees.</summary>
internal static class AuditEndpoint
{
    /// <summary>Maps <c>/networks/{id}/audit</c>.</summary>
    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/audit", Get).WithSummary("The self-audit: whether the contract's own views agree; null where the manifest has none")
            .Produces<AuditAnswer>().ProducesProblems(404);

    private static IResult Get(string network, NetworkDirectory networks) => networks.Find(network) is { } found
        ? TypedResults.Json(new AuditAnswer(ComposeAudit.Of(found)), WireJson.Default.AuditAnswer)
        : Problems.UnknownNetwork(network);
}
