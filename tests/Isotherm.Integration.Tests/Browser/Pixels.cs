using System.Buffers.Binary;
using System.IO.Compression;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A screenshot's pixels: PNG (ISO/IEC 15948) of 8 bits a channel, RGB or RGBA, not interlaced.</summary>
internal sealed class Pixels
{
    private const int SignatureLength = 8;
    private readonly byte[] _rows;
    private readonly int _channels;

    private Pixels(int width, int height, int channels, byte[] rows) => (Width, Height, _channels, _rows) = (width, height, channels, rows);

    public int Width { get; }

    public int Height { get; }

    /// <summary>A pixel's sRGB channels.</summary>
    public (byte R, byte G, byte B) this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * _channels;
            return (_rows[at], _rows[at + 1], _rows[at + 2]);
        }
    }

    public static Pixels Decode(byte[] png)
    {
        int width = 0, height = 0, channels = 0;
        using var packed = new MemoryStream();
        for (var at = SignatureLength; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var kind = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            if (kind == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                Assert.Equal(8, data[8]);
                Assert.Equal(0, data[12]);
                channels = data[9] == 6 ? 4 : 3;
            }
            else if (kind == "IDAT")
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
        var stride = width * channels;
        var filtered = new byte[height * (stride + 1)];
        inflate.ReadExactly(filtered);
        return new(width, height, channels, Unfilter(filtered, height, stride, channels));
    }

    private static byte[] Unfilter(byte[] filtered, int height, int stride, int channels)
    {
        var rows = new byte[height * stride];
        for (var y = 0; y < height; y++)
        {
            var filter = filtered[y * (stride + 1)];
            for (var x = 0; x < stride; x++)
            {
                var at = (y * stride) + x;
                int left = x >= channels ? rows[at - channels] : 0;
                int up = y > 0 ? rows[at - stride] : 0;
                int corner = x >= channels && y > 0 ? rows[at - stride - channels] : 0;
                var predicted = filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => throw new InvalidDataException($"PNG filter {filter}") };
                rows[at] = (byte)(filtered[(y * (stride + 1)) + 1 + x] + predicted);
            }
        }

        return rows;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
