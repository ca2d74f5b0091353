using System.Numerics;

namespace Isotherm.Storage.Encoding;

/// <summary>Integers of any size: 7-bit encoded byte count, then two's complement, little-endian.</summary>
internal static class BinaryTerms
{
    public static void WriteInteger(this BinaryWriter writer, BigInteger value)
    {
        var bytes = value.ToByteArray();
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    public static BigInteger ReadInteger(this BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (length < 1 || length > left)
            throw new InvalidDataException($"An integer of {length} bytes does not fit the {left} that are left.");
        return new BigInteger(reader.ReadBytes(length));
    }
}
