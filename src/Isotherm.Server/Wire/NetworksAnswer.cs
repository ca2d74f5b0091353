namespace Isotherm.Server.Wire;

/// <summary>All networks that this server follows.</summary>
internal sealed record NetworksAnswer(IReadOnlyList<NetworkBody> Networks);
