using System.Text.Json.Serialization;

namespace Isotherm.Server.Wire;

/// <summary>What is supposed: whole per cent, −99 to +900, 0 where absent.</summary>
/// <param name="Price">Of the token's price.</param>
/// <param name="Demand">Of every class's demand multiplier.</param>
/// <param name="Gas">Of the base fee.</param>
/// <param name="Requirement">Of every class's base requirement.</param>
/// <param name="Depth">Token base units whose sale halves the price; null where what falls is not sold.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StressBody(int Price = 0, int Demand = 0, int Gas = 0, int Requirement = 0, string? Depth = null);
