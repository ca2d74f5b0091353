using Isotherm.Server.Auth;
using Isotherm.Server.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Isotherm.Server.Api;

/// <summary>The server's clock, so that a page can measure its distance.</summary>
internal static class TimeEndpoint
{
    /// <summary>Maps <c>/time</c>.</summary>
    public static void MapTime(this RouteGroupBuilder api) =>
        api.MapGet("/time", Get).WithSummary("The server's clock").Produces<TimeAnswer>().OpenToAll();

    private static JsonHttpResult<TimeAnswer> Get(TimeProvider time, HttpResponse response)
    {
        var now = time.GetUtcNow();
        response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new TimeAnswer(WireText.Time(now), now.ToUnixTimeMilliseconds()), WireJson.Default.TimeAnswer);
    }
}
