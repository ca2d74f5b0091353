using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>What a columnar heatmap says of each cluster in one regard: taken in row by row, placed, written.</summary>
internal interface IColumn : IDisposable
{
    /// <summary>Takes in the next rows.</summary>
    void Take(ReadOnlySpan<ClusterRow> rows);

    /// <summary>Asks for room, once all rows are in; for none where the column is left out.</summary>
    void Place(ColumnArea area);

    /// <summary>Fills the room that it was given.</summary>
    void Write(Span<byte> area);
}
