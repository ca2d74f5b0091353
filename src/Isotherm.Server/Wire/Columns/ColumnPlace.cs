using System.Text.Json.Serialization;

namespace Isotherm.Server.Wire;

/// <summary>Where a column lies in a columnar heatmap, and of what it is.</summary>
/// <param name="At">Bytes from the end of the head; a multiple of 8.</param>
/// <param name="Width">Bytes of one number; null for texts.</param>
/// <param name="Texts">How many texts; null for numbers.</param>
internal sealed record ColumnPlace(
    int At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Width,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Texts);
