using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>The whole network at one block.</summary>
internal static class HeatmapEndpoint
{
    /// <summary>Maps <c>/networks/{id}/heatmap</c>.</summary>
    public static void MapHeatmap(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/heatmap", GetAsync).WithSummary("The whole network at one block, as JSON, CSV or columns")
            .Produces<HeatmapBody>(200, BodyFormat.Json, BodyFormat.Csv, BodyFormat.Columns).Produces(304).ProducesProblems(400, 404, 406, 503);

    private static Task<IResult> GetAsync(
        string network, string? block, string? format, NetworkDirectory networks, HeatmapCache heatmaps, CancellationToken ct)
    {
        if (format is not null && BodyFormat.Named(format) is null)
            return Task.FromResult<IResult>(Problems.InvalidParameter("format", format, BodyFormat.Expected));
        return PictureRequest.AnswerAsync(
            networks, network, block, (found, picture) => new HeatmapResult(found.Definition, picture, heatmaps, found.Hub.Current.IdOf(picture)), ct);
    }
}
