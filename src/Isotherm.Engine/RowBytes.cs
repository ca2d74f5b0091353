using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Isotherm.Engine;

/// <summary>Writes a row's little-endian bytes for <see cref="StateDigest"/>, in the order of docs/protocol.md.</summary>
internal ref struct RowBytes(Span<byte> buffer)
{
    /// <summary>Room for the longest row: the globals with both feeds, or a class with a name of 255 bytes.</summary>
    public const int Longest = 512;

    private static readonly BigInteger Low256 = (BigInteger.One << 256) - 1;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Byte(byte value) => _buffer[_length++] = value;

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(8), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(8), value);

    /// <summary>32 bytes, two's complement; what does not fit keeps its low 256 bits.</summary>
    public void Word(BigInteger value)
    {
        Span<byte> word = Next(32);
        bool fits = value.TryWriteBytes(word, out int written) || value.TryWriteBytes(word, out written, isUnsigned: value.Sign >= 0);
        if (!fits)
            _ = (value & Low256).TryWriteBytes(word, out written, isUnsigned: true);
        word[written..].Fill(fits && value.Sign < 0 ? byte.MaxValue : byte.MinValue);
    }

    /// <summary>A presence byte and then the word, or zeros.</summary>
    public void OptionalWord(BigInteger? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        Word(value ?? BigInteger.Zero);
    }

    /// <summary>32 bytes from <c>0x</c> and 64 hex digits, in printed order.</summary>
    public void Hash(string hash) => Convert.FromHexString(hash.AsSpan(2), Next(32), out _, out _);

    /// <summary>One byte of length and the UTF-8 bytes.</summary>
    public void Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Byte(checked((byte)count));
        Encoding.UTF8.GetBytes(text, Next(count));
    }

    private Span<byte> Next(int count)
    {
        Span<byte> next = _buffer.Slice(_length, count);
        _length += count;
        return next;
    }
}
