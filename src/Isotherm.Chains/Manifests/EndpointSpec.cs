namespace Isotherm.Chains.Manifests;

/// <summary>A node's addresses. Either may carry a key: print <see cref="Name"/> only.</summary>
/// <param name="Http">JSON-RPC over http or https.</param>
/// <param name="Ws">Announcements of new heads over ws or wss; null to poll.</param>
public sealed record EndpointSpec(Uri Http, Uri? Ws)
{
    /// <summary>Scheme, host and port.</summary>
    public string Name => $"{Http.Scheme}://{Http.Authority}";
}
