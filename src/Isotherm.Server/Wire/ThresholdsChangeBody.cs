namespace Isotherm.Server.Wire;

/// <summary>Thresholds as set by one block.</summary>
internal sealed record ThresholdsChangeBody(BlockBody Block, string Warning, string Critical);
