using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Isotherm.Domain.Planning;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>What would happen: a stress over the whole network, and the liquidation ladder.</summary>
internal static class PlanningEndpoints
{
    private const int BodyLimit = 1_024;
    private const string Expected =
        "a JSON object of price, demand, gas and requirement in whole per cent from -99 to 900, and depth in token base units above 0 and below 2^128";

    private static readonly BigInteger DepthLimit = BigInteger.One << 128;

    /// <summary>Maps <c>/networks/{id}/stress</c> and <c>/networks/{id}/ladder</c>.</summary>
    public static void MapPlanning(this RouteGroupBuilder api)
    {
        api.MapPost("/networks/{network}/stress", StressAsync).WithSummary("What a change of price, demand, gas and requirement does to every cluster, with or without a cascade")
            .Accepts<StressBody>("application/json").Produces<StressAnswer>().ProducesProblems(400, 404, 503);
        api.MapGet("/networks/{network}/ladder", LadderAsync).WithSummary("Collateral and clusters that fall at each price level")
            .Produces<LadderAnswer>().ProducesProblems(400, 404, 503);
    }

    private static async Task<IResult> StressAsync(string network, string? block, HttpRequest request, NetworkDirectory networks, CancellationToken ct)
    {
        var (body, text) = await ReadAsync(request, ct);
        if (body is null || StressOf(body) is not { } stress)
            return Problems.InvalidParameter("body", text, Expected);
        return await PictureRequest.AnswerAsync(
            networks,
            network,
            block,
            (_, picture) => TypedResults.Json(ComposePlanning.Stress(picture, stress, body), WireJson.Default.StressAnswer),
            ct);
    }

    private static Task<IResult> LadderAsync(string network, string? block, NetworkDirectory networks, CancellationToken ct) =>
        PictureRequest.AnswerAsync(
            networks,
            network,
            block,
            static (_, picture) => TypedResults.Json(ComposePlanning.Ladder(picture), WireJson.Default.LadderAnswer),
            ct);

    /// <summary>The body, null where it is none, and its text as far as it was read.</summary>
    private static async Task<(StressBody? Body, string Text)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > BodyLimit)
            return (null, string.Create(CultureInfo.InvariantCulture, $"{request.ContentLength} bytes"));
        var bytes = new byte[BodyLimit + 1];
        var length = 0;
        try
        {
            length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
            if (length <= BodyLimit)
                return (JsonSerializer.Deserialize(bytes.AsSpan(0, length), WireJson.Default.StressBody), Text(bytes, length));
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            // No JSON, or a chunk that the server's own limit refuses: said below with what was expected.
        }

        return (null, Text(bytes, length));
    }

    private static string Text(byte[] bytes, int length) => Encoding.UTF8.GetString(bytes, 0, Math.Min(length, BodyLimit));

    private static Stress? StressOf(StressBody body)
    {
        BigInteger? depth = null;
        if (body.Depth is { } digits)
        {
            if (!Parameters.TryId(digits, out var value) || value.IsZero || value >= DepthLimit)
                return null;
            depth = value;
        }

        int[] changes = [body.Price, body.Demand, body.Gas, body.Requirement];
        return changes.All(static change => change is >= Stress.Least and <= Stress.Most)
            ? new(body.Price, body.Demand, body.Gas, body.Requirement, depth)
            : null;
    }
}
