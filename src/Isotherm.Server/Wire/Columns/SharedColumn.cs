using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>An index a row into the texts of the different values there are, which are a column of their own in order of appearance.</summary>
/// <param name="name">Of the indices.</param>
/// <param name="words">Of the texts.</param>
/// <param name="rows">How many rows come.</param>
/// <param name="value">A row's value.</param>
/// <param name="text">A value's text.</param>
internal sealed class SharedColumn<T>(string name, string words, int rows, Func<ClusterRow, T> value, Func<T, string> text) : IColumn
    where T : IEquatable<T>
{
    private readonly TextColumn _texts = new(words);
    private readonly SmallColumn _indices = new(name, sizeof(uint), rows);
    private readonly Dictionary<T, uint> _places = [];

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called seldom, over many rows
    public void Take(ReadOnlySpan<ClusterRow> rows)
    {
        foreach (var row in rows)
        {
            var one = value(row);
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, one, out var known);
            if (!known)
            {
                place = (uint)_texts.Count;
                _texts.Add(text(one));
            }

            _indices.Add(place);
        }
    }

    /// <inheritdoc />
    public void Place(ColumnArea area)
    {
        _texts.Place(area);
        _indices.Place(area);
    }

    /// <inheritdoc />
    public void Write(Span<byte> area)
    {
        _texts.Write(area);
        _indices.Write(area);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _texts.Dispose();
        _indices.Dispose();
    }
}
