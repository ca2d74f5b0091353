namespace Isotherm.Server.Wire;

/// <summary>Clusters per zone; sums to all clusters.</summary>
internal sealed record CountsBody(int Green, int Yellow, int Red, int Unknown, int Exempt, int Liquidated);
