using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>A number of one or four bytes a row, little-endian; left out where all are 0.</summary>
/// <param name="name">Of the column.</param>
/// <param name="width">1 or 4.</param>
/// <param name="rows">How many rows come.</param>
/// <param name="value">A row's number; null for a column that is filled by <see cref="Add"/>.</param>
internal sealed class SmallColumn(string name, int width, int rows, Func<ClusterRow, uint>? value = null) : IColumn
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(rows * width);
    private int _count;
    private uint _any;
    private int? _at;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called seldom, over many rows
    public void Take(ReadOnlySpan<ClusterRow> rows)
    {
        foreach (var row in rows)
            Add(value!(row));
    }

    /// <summary>Takes in the next row's number.</summary>
    public void Add(uint number)
    {
        _any |= number;
        if (width == 1)
            _bytes[_count] = (byte)number;
        else
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_count * width), number);
        _count++;
    }

    /// <inheritdoc />
    public void Place(ColumnArea area) => _at = _any == 0 ? null : area.Numbers(name, rows, width);

    /// <inheritdoc />
    public void Write(Span<byte> area)
    {
        if (_at is { } at)
            _bytes.AsSpan(0, rows * width).CopyTo(area[at..]);
    }

    /// <inheritdoc />
    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
