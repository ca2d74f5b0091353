using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>One cluster and its nodes.</summary>
internal static class ClusterEndpoints
{
    /// <summary>Maps <c>/networks/{id}/clusters/{cid}</c> and its nodes.</summary>
    public static void MapClusters(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/clusters/{cluster}", OneAsync).WithSummary("One cluster with everything its ratio is made of")
            .Produces<ClusterAnswer>().ProducesProblems(400, 404, 503);
        api.MapGet("/networks/{network}/clusters/{cluster}/nodes", NodesAsync).WithSummary("A cluster's active nodes with their own ratios")
            .Produces<NodesAnswer>().ProducesProblems(400, 404, 503);
    }

    private static Task<IResult> OneAsync(string network, string cluster, string? block, NetworkDirectory networks, CancellationToken ct) =>
        PictureRequest.AnswerAsync(
            networks,
            network,
            cluster,
            block,
            static (picture, row) => TypedResults.Json(
                new ClusterAnswer(
                    Compose.Block(picture.Market.Block),
                    ComposeClusters.Detail(picture, row),
                    Compose.Inputs(picture.Market),
                    Compose.Thresholds(picture.Market)),
                WireJson.Default.ClusterAnswer),
            ct);

    private static Task<IResult> NodesAsync(string network, string cluster, string? block, NetworkDirectory networks, CancellationToken ct) =>
        PictureRequest.AnswerAsync(
            networks,
            network,
            cluster,
            block,
            static (picture, row) => TypedResults.Json(
                new NodesAnswer(Compose.Block(picture.Market.Block), ComposeClusters.Nodes(picture, row)),
                WireJson.Default.NodesAnswer),
            ct);
}
