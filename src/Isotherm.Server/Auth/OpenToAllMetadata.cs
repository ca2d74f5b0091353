namespace Isotherm.Server.Auth;

/// <summary>Marks an endpoint that nobody must sign in for.</summary>
internal sealed record OpenToAllMetadata;
