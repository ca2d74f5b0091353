namespace Isotherm.Server.Wire;

/// <summary>All networks that this server follows.</summary>
/// <param name="Networks">In the order of their manifests.</param>
/// <param name="Refused">Manifests that it was given and cannot follow; empty when all are good.</param>
internal sealed record NetworksAnswer(IReadOnlyList<NetworkBody> Networks, IReadOnlyList<RefusedBody> Refused);
