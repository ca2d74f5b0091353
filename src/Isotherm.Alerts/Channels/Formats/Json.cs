using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>Writes a body.</summary>
internal static class Json
{
    // Readable in a receiver's log; the body is JSON and never HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using (var json = new Utf8JsonWriter(buffer, Options))
            content(json);
        return buffer.WrittenSpan.ToArray();
    }
}
