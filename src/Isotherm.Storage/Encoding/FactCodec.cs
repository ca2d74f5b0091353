using Isotherm.Domain;

namespace Isotherm.Storage.Encoding;

/// <summary>
/// A block's facts as bytes: a version (1), their count (7-bit), then each as a <see cref="FactTag"/> and its fields in the
/// record's order. Texts are length-prefixed UTF-8, integers as <see cref="BinaryTerms"/> says.
/// </summary>
internal static class FactCodec
{
    private const byte Version = 1;

    public static byte[] Encode(IReadOnlyList<Fact> facts)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write7BitEncodedInt(facts.Count);
        foreach (var fact in facts)
            FactWriter.Write(writer, fact);
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Encode"/> wrote.</exception>
    public static IReadOnlyList<Fact> Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        try
        {
            var version = reader.ReadByte();
            if (version != Version)
                throw new InvalidDataException($"Facts of encoding {version} are not known; expected {Version}.");
            var count = reader.Read7BitEncodedInt();
            if (count < 0 || count > bytes.Length)
                throw new InvalidDataException($"{count} facts do not fit {bytes.Length} bytes.");
            var facts = new Fact[count];
            for (var i = 0; i < count; i++)
                facts[i] = FactReader.Read(reader);
            if (reader.BaseStream.Position != bytes.Length)
                throw new InvalidDataException("Bytes are left over after the last fact.");
            return facts;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("Stored facts end too early or are malformed.", e);
        }
    }
}
