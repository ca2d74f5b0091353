using Microsoft.AspNetCore.Http.HttpResults;

namespace Isotherm.Server.Hosting;

/// <summary>For those who watch the process.</summary>
internal static class Health
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => TypedResults.Text("live\n")).ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    private static ContentHttpResult Ready(NetworkDirectory networks, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        var waiting = networks.All.Where(static network => !network.IsReady).ToList();
        return waiting.Count == 0
            ? TypedResults.Text("ready\n")
            : TypedResults.Text(string.Concat(waiting.Select(Line)), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string Line(NetworkRuntime network) => network switch
    {
        { Problem: { } problem } => $"{network.Definition.Id}: {problem}\n",
        { Chain.Backfill: { } backfill } => $"{network.Definition.Id}: catching up, block {backfill.At} of {backfill.To}\n",
        _ => $"{network.Definition.Id}: not at its chain's head so far\n",
    };
}
