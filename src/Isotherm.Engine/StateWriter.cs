using System.Numerics;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Writes the engine's own binary formats: little-endian, integers of any size as length and two's complement.</summary>
internal sealed class StateWriter : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly BinaryWriter _writer;

    public StateWriter(byte version)
    {
        Version = version;
        _writer = new(_stream, Encoding.UTF8);
    }

    /// <summary>One of <see cref="StateVersion"/>.</summary>
    public byte Version { get; }

    public void Byte(byte value) => _writer.Write(value);

    public void Bool(bool value) => _writer.Write(value);

    public void Number(int value) => _writer.Write7BitEncodedInt(value);

    public void Int64(long value) => _writer.Write(value);

    public void UInt64(ulong value) => _writer.Write(value);

    public void Text(string value) => _writer.Write(value);

    public void Integer(BigInteger value)
    {
        byte[] bytes = value.ToByteArray();
        Number(bytes.Length);
        _writer.Write(bytes);
    }

    public void OptionalInteger(BigInteger? value)
    {
        Bool(value is not null);
        if (value is { } present)
            Integer(present);
    }

    public void Digest(StateDigest value)
    {
        _writer.Write(value.Lane0);
        _writer.Write(value.Lane1);
        _writer.Write(value.Lane2);
        _writer.Write(value.Lane3);
    }

    public void Known(LastKnown? value)
    {
        Bool(value is not null);
        if (value is null)
            return;
        Integer(value.Ratio);
        Byte((byte)value.Zone);
        UInt64(value.Block);
    }

    /// <summary>Accrued rewards are not in it: they follow from the market.</summary>
    public void Node(NodeTerms node)
    {
        Integer(node.Id.Value);
        Integer(node.Gpus);
        Integer(node.Collateral);
        Integer(node.Accrual?.Settled ?? node.Rewards);
        if (Version < StateVersion.Accruing)
            return;
        Bool(node.Accrual is not null);
        if (node.Accrual is not { } accrual)
            return;
        Integer(accrual.Shares);
        Integer(accrual.Entry);
    }

    public void Accrual(AccrualIndex? accrual)
    {
        if (Version < StateVersion.Accruing)
            return;
        Bool(accrual is not null);
        if (accrual is null)
            return;
        Integer(accrual.Index);
        Integer(accrual.Rate);
        Int64(accrual.At);
    }

    public void Raw(ReadOnlySpan<byte> bytes) => _writer.Write(bytes);

    public byte[] ToArray()
    {
        _writer.Flush();
        return _stream.ToArray();
    }

    public void Dispose() => _writer.Dispose();
}
