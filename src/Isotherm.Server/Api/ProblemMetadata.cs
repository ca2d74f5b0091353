using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>Documents which problems a call can answer with.</summary>
internal static class ProblemMetadata
{
    /// <summary>Adds one response per status.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.Produces<ProblemBody>(status, "application/problem+json");
        return route;
    }
}
