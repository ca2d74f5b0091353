using System.Buffers.Binary;
using System.IO.Compression;

namespace Isotherm.Storage.Encoding;

/// <summary>A snapshot's bytes on disk: the plain length (int32, little-endian), then Brotli.</summary>
internal static class StateCompression
{
    private const int Quality = 3;
    private const int Window = 22;

    public static byte[] Compress(ReadOnlySpan<byte> state)
    {
        var packed = new byte[sizeof(int) + BrotliEncoder.GetMaxCompressedLength(state.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, state.Length);
        return BrotliEncoder.TryCompress(state, packed.AsSpan(sizeof(int)), out var written, Quality, Window)
            ? packed[..(sizeof(int) + written)]
            : throw new InvalidOperationException($"A state of {state.Length} bytes could not be compressed.");
    }

    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Compress"/> wrote.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> packed)
    {
        var length = packed.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(packed) : -1;
        if (length < 0)
            throw new InvalidDataException("A stored snapshot has no length.");
        var state = new byte[length];
        return BrotliDecoder.TryDecompress(packed[sizeof(int)..], state, out var written) && written == length
            ? state
            : throw new InvalidDataException("A stored snapshot does not decompress to its length.");
    }
}
