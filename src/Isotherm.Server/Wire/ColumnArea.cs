using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>Columns of a columnar heatmap one after another, each from a multiple of 8 on. Little-endian.</summary>
/// <param name="rows">A picture's rows in id order.</param>
internal sealed class ColumnArea(ClusterRow[] rows)
{
    private const int Alignment = 8;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024 + (rows.Length * 96));
    private readonly Dictionary<string, ColumnPlace> _places = [];

    /// <summary>Where each column lies.</summary>
    public IReadOnlyDictionary<string, ColumnPlace> Places => _places;

    /// <summary>All columns.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>A number of one byte a row; nothing where all are 0.</summary>
    public void Bytewise(string name, Func<ClusterRow, byte> value)
    {
        if (!Array.Exists(rows, row => value(row) != 0))
            return;
        var column = Begin(name, rows.Length, width: 1);
        for (var i = 0; i < rows.Length; i++)
            column[i] = value(rows[i]);
        End(rows.Length);
    }

    /// <summary>A number of four bytes a row; nothing where all are 0.</summary>
    public void Wordwise(string name, Func<ClusterRow, uint> value)
    {
        if (!Array.Exists(rows, row => value(row) != 0))
            return;
        var column = Begin(name, rows.Length * sizeof(uint), width: sizeof(uint));
        for (var i = 0; i < rows.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(column[(i * sizeof(uint))..], value(rows[i]));
        End(rows.Length * sizeof(uint));
    }

    /// <summary>An index a row into the different texts there are, as <paramref name="words"/>, in order of appearance.</summary>
    public void Shared(string name, string words, Func<ClusterRow, string> value)
    {
        var places = new Dictionary<string, uint>(StringComparer.Ordinal);
        foreach (var row in rows)
            places.TryAdd(value(row), (uint)places.Count);
        Texts(words, [.. places.Keys]);
        Wordwise(name, row => places[value(row)]);
    }

    /// <summary>A text a row.</summary>
    public void Texts(string name, Func<ClusterRow, string> value) => Texts(name, Array.ConvertAll(rows, row => value(row)));

    /// <summary>
    /// An unsigned integer a row, in the least of 8, 16 and 32 bytes that holds them all (of a wider one, its low 32 bytes). Nothing where
    /// all are 0, unless it is <paramref name="always"/> wanted.
    /// </summary>
    public void Integers(string name, Func<ClusterRow, BigInteger> value, bool always = false)
    {
        var most = BigInteger.Zero;
        foreach (var row in rows)
            most = BigInteger.Max(most, value(row));
        if (most.IsZero && !always)
            return;
        var width = most.GetBitLength() switch { <= 64 => 8, <= 128 => 16, _ => 32 };
        var column = Begin(name, rows.Length * width, width);
        column[..(rows.Length * width)].Clear();
        for (var i = 0; i < rows.Length; i++)
            Write(value(rows[i]), column.Slice(i * width, width));
        End(rows.Length * width);
    }

    private static void Write(BigInteger value, Span<byte> field)
    {
        if (!value.TryWriteBytes(field, out _, isUnsigned: true))
            value.ToByteArray(isUnsigned: true).AsSpan(0, field.Length).CopyTo(field);
    }

    private void Texts(string name, string[] texts)
    {
        var offsets = (texts.Length + 1) * sizeof(uint);
        var length = offsets + texts.Sum(Encoding.UTF8.GetByteCount);
        var column = Begin(name, length, texts: texts.Length);
        column[..sizeof(uint)].Clear();
        var end = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            end += Encoding.UTF8.GetBytes(texts[i], column[(offsets + end)..]);
            BinaryPrimitives.WriteUInt32LittleEndian(column[((i + 1) * sizeof(uint))..], (uint)end);
        }

        End(length);
    }

    private Span<byte> Begin(string name, int length, int? width = null, int? texts = null)
    {
        _places.Add(name, new ColumnPlace(_bytes.WrittenCount, width, texts));
        return _bytes.GetSpan(length + Alignment);
    }

    private void End(int length)
    {
        _bytes.Advance(length);
        var padding = -_bytes.WrittenCount & (Alignment - 1);
        _bytes.GetSpan(Alignment)[..padding].Clear();
        _bytes.Advance(padding);
    }
}
