using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Isotherm.Engine;
using Isotherm.Server.Hosting;

namespace Isotherm.Server.Wire;

/// <summary>A picture's heatmap bodies, each made when it is first asked for, and once.</summary>
internal sealed class HeatmapBodies(NetworkPicture picture)
{
    // Of 10.7 MB (100 000 clusters) 1.12 MB in 31 ms, unpacked in 18; a level lower 1.26 MB, 16 ms and 32; two higher 1.04 MB and 136 ms.
    private const int BrotliLevel = 2;
    private const int BrotliWindow = 22;

    // Of the same 1.51 MB in 44 ms; the least level leaves 2.4 MB.
    private const int GzipLevel = 4;

    private readonly Lazy<byte[]> _json = new(() => JsonSerializer.SerializeToUtf8Bytes(ComposeClusters.Heatmap(picture), WireJson.Default.HeatmapBody));
    private readonly Lazy<byte[]> _csv = new(() => HeatmapCsv.Write(ComposeClusters.Heatmap(picture)));
    private readonly Lazy<PackedColumns> _columns = new(() => new PackedColumns(HeatmapColumns.Write(picture)));

    /// <summary>Packings that columns are offered in, the smallest first.</summary>
    public static IReadOnlyList<string> Codings { get; } = [ContentCoding.Brotli, ContentCoding.Gzip];

    /// <summary>The JSON body.</summary>
    public ReadOnlyMemory<byte> Json => _json.Value;

    /// <summary>The CSV body.</summary>
    public ReadOnlyMemory<byte> Csv => _csv.Value;

    /// <summary>The columnar body, packed by one of <see cref="Codings"/>; null for plain.</summary>
    public ReadOnlyMemory<byte> Columns(string? coding) => coding switch
    {
        ContentCoding.Brotli => _columns.Value.Brotli.Value,
        ContentCoding.Gzip => _columns.Value.Gzip.Value,
        _ => _columns.Value.Plain,
    };

    /// <summary>Whether the columnar body is there by now, packed so.</summary>
    internal bool Has(string? coding) => _columns.IsValueCreated && coding switch
    {
        ContentCoding.Brotli => _columns.Value.Brotli.IsValueCreated,
        ContentCoding.Gzip => _columns.Value.Gzip.IsValueCreated,
        _ => true,
    };

    private sealed class PackedColumns(byte[] plain)
    {
        public byte[] Plain => plain;

        public Lazy<byte[]> Brotli { get; } = new(() => PackBrotli(plain));

        public Lazy<byte[]> Gzip { get; } = new(() => PackGzip(plain));
    }

    private static byte[] PackBrotli(byte[] plain)
    {
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(plain.Length));
        try
        {
            return BrotliEncoder.TryCompress(plain, room, out var length, BrotliLevel, BrotliWindow)
                ? room.AsSpan(0, length).ToArray()
                : throw new InvalidOperationException($"{plain.Length} bytes did not fit into the room that Brotli asks for them.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private static byte[] PackGzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, new ZLibCompressionOptions { CompressionLevel = GzipLevel }, leaveOpen: true))
            packing.Write(plain);
        return packed.ToArray();
    }
}
