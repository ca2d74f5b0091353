using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>Columns of a columnar heatmap one after another, each from a multiple of 8 on. Little-endian.</summary>
/// <param name="rows">A picture's rows in id order.</param>
internal sealed class ColumnArea(ClusterRow[] rows)
{
    private const int Alignment = 8;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024 + (rows.Length * 128));
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
    public void Wordwise(string name, Func<ClusterRow, uint> value) => Words(name, Array.ConvertAll(rows, row => value(row)));

    /// <summary>An index a row into the texts of the different values there are, as <paramref name="words"/>, in order of appearance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called seldom, over many rows
    public void Shared<T>(string name, string words, Func<ClusterRow, T> value, Func<T, string> text)
        where T : IEquatable<T>
    {
        var places = new Dictionary<T, uint>();
        List<string> texts = [];
        var column = new uint[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, value(rows[i]), out var known);
            if (!known)
            {
                place = (uint)texts.Count;
                texts.Add(text(value(rows[i])));
            }

            column[i] = place;
        }

        Texts(words, [.. texts]);
        Words(name, column);
    }

    /// <summary>A text a row.</summary>
    public void Texts(string name, Func<ClusterRow, string> value) => Texts(name, Array.ConvertAll(rows, row => value(row)));

    /// <summary>
    /// An unsigned integer a row, in the least of 8, 16 and 32 bytes that holds them all (of a wider one, its low 32 bytes). Nothing where
    /// all are 0, unless it is <paramref name="always"/> wanted.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called seldom, over many rows
    public void Integers(string name, Func<ClusterRow, BigInteger> value, bool always = false)
    {
        var most = BigInteger.Zero;
        foreach (var row in rows)
        {
            if (value(row) is { IsZero: false } one && one > most)
                most = one;
        }

        if (most.IsZero && !always)
            return;
        var width = most.GetBitLength() switch { <= 64 => 8, <= 128 => 16, _ => 32 };
        var column = Begin(name, rows.Length * width, width);
        if (width == sizeof(ulong))
        {
            for (var i = 0; i < rows.Length; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(column[(i * width)..], (ulong)value(rows[i]));
        }
        else
        {
            column[..(rows.Length * width)].Clear();
            for (var i = 0; i < rows.Length; i++)
                Write(value(rows[i]), column.Slice(i * width, width));
        }

        End(rows.Length * width);
    }

    private void Words(string name, uint[] values)
    {
        if (!values.AsSpan().ContainsAnyExcept(0u))
            return;
        var column = Begin(name, values.Length * sizeof(uint), width: sizeof(uint));
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(column[(i * sizeof(uint))..], values[i]);
        End(values.Length * sizeof(uint));
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
