using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>Networks as they stand now.</summary>
internal static class NetworkEndpoints
{
    /// <summary>Maps <c>/networks</c> and <c>/networks/{id}</c>.</summary>
    public static void MapNetworks(this RouteGroupBuilder api)
    {
        api.MapGet("/networks", ListAsync).WithSummary("All networks that this server follows, and the manifests that it refused").Produces<NetworksAnswer>();
        api.MapGet("/networks/{network}", OneAsync).WithSummary("One network: head, status, thresholds, counts, latency, endpoints")
            .Produces<NetworkBody>().ProducesProblems(404);
    }

    private static async Task<IResult> ListAsync(NetworkDirectory networks, TimeProvider time, CancellationToken ct)
    {
        var bodies = new List<NetworkBody>(networks.All.Count);
        foreach (var network in networks.All)
            bodies.Add(await ComposeNetwork.OfAsync(network, time, ct));
        var refused = networks.Refused.Select(static manifest => new RefusedBody(manifest.File, manifest.Shown)).ToList();
        return TypedResults.Json(new NetworksAnswer(bodies, refused), WireJson.Default.NetworksAnswer);
    }

    private static async Task<IResult> OneAsync(string network, NetworkDirectory networks, TimeProvider time, CancellationToken ct) =>
        networks.Find(network) is { } found
            ? TypedResults.Json(await ComposeNetwork.OfAsync(found, time, ct), WireJson.Default.NetworkBody)
            : Problems.UnknownNetwork(network);
}
