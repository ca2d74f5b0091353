using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Isotherm.Storage.Sqlite;

/// <summary>
/// The checksum of a row: the first eight bytes (little-endian) of the SHA-256 over its columns in order, each as a tag (0 null,
/// 1 integer, 2 text, 3 bytes), for texts and bytes the length (int32), and the value; integers are int64, all little-endian.
/// </summary>
internal sealed class RowChecksum
{
    private readonly ArrayBufferWriter<byte> _columns = new(256);

    /// <summary>The value after all columns.</summary>
    public long Value
    {
        get
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(_columns.WrittenSpan, digest);
            return BinaryPrimitives.ReadInt64LittleEndian(digest);
        }
    }

    /// <summary>Begins anew, for another row.</summary>
    public RowChecksum Again()
    {
        _columns.ResetWrittenCount();
        return this;
    }

    /// <summary>What a rewind adds to the checksum of each block that it orphans, by exclusive or.</summary>
    public static long ShareOf(long? orphanedBy) => orphanedBy is { } rewind ? new RowChecksum().With("orphaned by").With(rewind).Value : 0;

    public RowChecksum With(long? value)
    {
        if (value is not { } number)
            return Tag(0);
        Tag(1);
        BinaryPrimitives.WriteInt64LittleEndian(_columns.GetSpan(sizeof(long)), number);
        _columns.Advance(sizeof(long));
        return this;
    }

    public RowChecksum With(string? value)
    {
        if (value is null)
            return Tag(0);
        Tag(2);
        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        Length(length);
        _columns.Advance(System.Text.Encoding.UTF8.GetBytes(value, _columns.GetSpan(length)));
        return this;
    }

    public RowChecksum With(byte[]? value)
    {
        if (value is null)
            return Tag(0);
        Tag(3);
        Length(value.Length);
        _columns.Write(value);
        return this;
    }

    private RowChecksum Tag(byte tag)
    {
        _columns.Write([tag]);
        return this;
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_columns.GetSpan(sizeof(int)), length);
        _columns.Advance(sizeof(int));
    }
}
