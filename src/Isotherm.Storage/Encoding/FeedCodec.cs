using Isotherm.Domain;

namespace Isotherm.Storage.Encoding;

/// <summary>A feed reading as bytes: value, decimals (7-bit), updatedAt (int64), round.</summary>
internal static class FeedCodec
{
    public static byte[]? Encode(FeedReading? reading)
    {
        if (reading is null)
            return null;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.WriteInteger(reading.Value);
        writer.Write7BitEncodedInt(reading.Decimals);
        writer.Write(reading.UpdatedAt);
        writer.WriteInteger(reading.Round);
        return stream.ToArray();
    }

    public static FeedReading? Decode(byte[]? bytes)
    {
        if (bytes is null)
            return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        return new FeedReading(reader.ReadInteger(), reader.Read7BitEncodedInt(), reader.ReadInt64(), reader.ReadInteger());
    }
}
