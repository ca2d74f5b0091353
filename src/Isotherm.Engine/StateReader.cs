using System.Numerics;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
internal sealed class StateReader(ReadOnlyMemory<byte> bytes) : IDisposable
{
    private const int LongestInteger = 1024;

    private readonly BinaryReader _reader = new(new MemoryStream(bytes.ToArray(), writable: false), Encoding.UTF8);

    /// <summary>One of <see cref="StateVersion"/>: how the bytes were written.</summary>
    public byte Version { get; set; } = StateVersion.Plain;

    public bool IsAtEnd => _reader.BaseStream.Position == _reader.BaseStream.Length;

    /// <summary>Runs a whole reading and says so where it ends early or makes no sense.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <paramref name="what"/> looks like.</exception>
    public static T ReadAll<T>(ReadOnlyMemory<byte> bytes, string what, Func<StateReader, T> read)
    {
        using StateReader reader = new(bytes);
        try
        {
            T value = read(reader);
            return reader.IsAtEnd ? value : throw new InvalidDataException($"The {what} is longer than it should be.");
        }
        catch (Exception damage) when (damage is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The {what} is cut short or damaged.", damage);
        }
    }

    public byte Byte() => _reader.ReadByte();

    public bool Bool() => _reader.ReadBoolean();

    /// <summary>A non-negative number: a position, or a count of what is not in these bytes.</summary>
    public int Number()
    {
        int number = _reader.Read7BitEncodedInt();
        return number >= 0 ? number : throw new InvalidDataException($"The number {number} is impossible.");
    }

    /// <summary>A count of what follows in these bytes, each at least one byte long, so that damage can't ask for much memory.</summary>
    public int Count()
    {
        int count = Number();
        return count <= _reader.BaseStream.Length - _reader.BaseStream.Position
            ? count
            : throw new InvalidDataException($"A count of {count} is impossible.");
    }

    public long Int64() => _reader.ReadInt64();

    public ulong UInt64() => _reader.ReadUInt64();

    public string Text() => _reader.ReadString();

    public BigInteger Integer()
    {
        int length = Count();
        if (length is 0 or > LongestInteger)
            throw new InvalidDataException($"An integer of {length} bytes is impossible.");
        Span<byte> digits = stackalloc byte[length];
        _reader.BaseStream.ReadExactly(digits);
        return new(digits);
    }

    public BigInteger? OptionalInteger() => Bool() ? Integer() : null;

    public StateDigest Digest() => new(_reader.ReadUInt32(), _reader.ReadUInt32(), _reader.ReadUInt32(), _reader.ReadUInt32());

    public LastKnown? Known() => Bool() ? new(Integer(), (Zone)Byte(), UInt64()) : null;

    /// <summary>A node; the rewards of one that accrues are to be derived from the market.</summary>
    public NodeTerms Node()
    {
        NodeTerms node = new(new(Integer()), Integer(), Integer(), Integer());
        return Version < StateVersion.Accruing || !Bool() ? node : node with { Accrual = new(node.Rewards, Integer(), Integer()) };
    }

    public AccrualIndex? Accrual() => Version < StateVersion.Accruing || !Bool() ? null : new(Integer(), Integer(), Int64());

    public void Dispose() => _reader.Dispose();
}
