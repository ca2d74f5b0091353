using System.IO.Compression;
using System.Text;

namespace Isotherm.Testing.Canaries;

/// <summary>An answer's body that keeps what is read of it.</summary>
internal sealed class HeardStream(Stream body) : Stream
{
    // What an account asks is far shorter; a map of ten thousand clusters may be cut.
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly MemoryStream _kept = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What was read so far, a byte a letter, decompressed as the answer's head says.</summary>
    public string Text(string? encoding)
    {
        byte[] bytes;
        lock (_kept)
            bytes = _kept.ToArray();
        return Encoding.Latin1.GetString(encoding switch
        {
            "gzip" => Unpacked(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)),
            "br" => Unpacked(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)),
            _ => bytes,
        });
    }

    public override int Read(byte[] buffer, int offset, int count) => Keep(buffer.AsSpan(offset, body.Read(buffer, offset, count)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        return Keep(buffer.Span[..read]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Unpacked(Stream packed)
    {
        using (packed)
        {
            var whole = new MemoryStream();
            try
            {
                packed.CopyTo(whole);
            }
            catch (Exception cut) when (cut is InvalidDataException or InvalidOperationException)
            {
                return whole.ToArray(); // the test read a part only
            }

            return whole.ToArray();
        }
    }

    private int Keep(ReadOnlySpan<byte> read)
    {
        lock (_kept)
            _kept.Write(read[..(int)Math.Min(read.Length, Math.Max(0, MostBytes - _kept.Length))]);
        return read.Length;
    }
}
