using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>Texts: their offsets, little-endian, and behind them their UTF-8.</summary>
/// <param name="name">Of the column.</param>
/// <param name="value">A row's text; null for a column that is filled by <see cref="Add"/>.</param>
internal sealed class TextColumn(string name, Func<ClusterRow, string>? value = null) : IColumn
{
    private const int Least = 1024;

    private byte[] _utf8 = ArrayPool<byte>.Shared.Rent(Least * 16);
    private int[] _ends = ArrayPool<int>.Shared.Rent(Least);
    private int _length;
    private int _at;

    /// <summary>Texts taken in.</summary>
    public int Count { get; private set; }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called seldom, over many rows
    public void Take(ReadOnlySpan<ClusterRow> rows)
    {
        foreach (var row in rows)
            Add(value!(row));
    }

    /// <summary>Takes in the next text.</summary>
    public void Add(string text)
    {
        if (_length + Encoding.UTF8.GetMaxByteCount(text.Length) > _utf8.Length)
            Grow(ref _utf8, _length, _length + Encoding.UTF8.GetMaxByteCount(text.Length));
        if (Count == _ends.Length)
            Grow(ref _ends, Count, Count + 1);
        _length += Encoding.UTF8.GetBytes(text, _utf8.AsSpan(_length));
        _ends[Count++] = _length;
    }

    /// <inheritdoc />
    public void Place(ColumnArea area) => _at = area.Texts(name, Count, ((Count + 1) * sizeof(uint)) + _length);

    /// <inheritdoc />
    public void Write(Span<byte> area)
    {
        var column = area[_at..];
        BinaryPrimitives.WriteInt32LittleEndian(column, 0);
        for (var i = 0; i < Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(column[((i + 1) * sizeof(uint))..], _ends[i]);
        _utf8.AsSpan(0, _length).CopyTo(column[((Count + 1) * sizeof(uint))..]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_utf8);
        ArrayPool<int>.Shared.Return(_ends);
    }

    private static void Grow<T>(ref T[] array, int held, int wanted)
    {
        var grown = ArrayPool<T>.Shared.Rent(Math.Max(wanted, array.Length * 2));
        array.AsSpan(0, held).CopyTo(grown);
        ArrayPool<T>.Shared.Return(array);
        array = grown;
    }
}
