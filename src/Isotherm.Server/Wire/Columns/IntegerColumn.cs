using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>
/// An unsigned integer a row, little-endian, in the least of 8, 16 and 32 bytes that holds them all (of a wider one, its low 32 bytes).
/// Left out where all are 0, unless it is <paramref name="always"/> wanted.
/// </summary>
/// <param name="name">Of the column.</param>
/// <param name="rows">How many rows come.</param>
/// <param name="value">A row's integer, not negative.</param>
/// <param name="always">Whether it is written though all are 0.</param>
internal sealed class IntegerColumn(string name, int rows, Func<ClusterRow, BigInteger> value, bool always = false) : IColumn
{
    private const int Narrowest = sizeof(ulong);
    private const int Widest = 32;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(rows * Narrowest);
    private int _width = Narrowest;
    private int _count;
    private bool _any;
    private int? _at;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called seldom, over many rows
    public void Take(ReadOnlySpan<ClusterRow> rows)
    {
        foreach (var row in rows)
        {
            var number = value(row);
            if (number.IsZero)
            {
                _bytes.AsSpan(_count++ * _width, _width).Clear();
                continue;
            }

            _any = true;
            if (WidthOf(number) is var width && width > _width)
                Widen(width);
            Write(number, _bytes.AsSpan(_count++ * _width, _width));
        }
    }

    /// <inheritdoc />
    public void Place(ColumnArea area) => _at = _any || always ? area.Numbers(name, rows, _width) : null;

    /// <inheritdoc />
    public void Write(Span<byte> area)
    {
        if (_at is { } at)
            _bytes.AsSpan(0, rows * _width).CopyTo(area[at..]);
    }

    /// <inheritdoc />
    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private static int WidthOf(BigInteger number) => number.GetBitLength() switch { <= 64 => Narrowest, <= 128 => 16, _ => Widest };

    private static void Write(BigInteger number, Span<byte> field)
    {
        if (field.Length == Narrowest)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(field, (ulong)number);
            return;
        }

        field.Clear();
        if (!number.TryWriteBytes(field, out _, isUnsigned: true))
            number.ToByteArray(isUnsigned: true).AsSpan(0, field.Length).CopyTo(field);
    }

    // What was taken in so far is spread: the first larger number tells how wide the column is.
    private void Widen(int width)
    {
        var wide = ArrayPool<byte>.Shared.Rent(rows * width);
        for (var i = 0; i < _count; i++)
        {
            var field = wide.AsSpan(i * width, width);
            field[_width..].Clear();
            _bytes.AsSpan(i * _width, _width).CopyTo(field);
        }

        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _width) = (wide, width);
    }
}
