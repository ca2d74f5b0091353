namespace Isotherm.Server.Wire;

/// <summary>A wish for the usual rules about one's clusters.</summary>
/// <param name="Network">The network's id.</param>
/// <param name="Operators">Addresses whose clusters are meant, later ones too; null or empty where clusters are named.</param>
/// <param name="Clusters">On-chain ids; used where there are no addresses.</param>
/// <param name="Channels">Ids of channels.</param>
internal sealed record StarterBody(string? Network, IReadOnlyList<string>? Operators, IReadOnlyList<string>? Clusters, IReadOnlyList<string>? Channels);
