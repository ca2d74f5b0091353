using System.Text.Json;

namespace Isotherm.Alerts.Messages;

/// <summary>A message as the outbox keeps it: camelCase, wide integers as strings, what is null left out.</summary>
public static class MessageJson
{
    /// <summary>UTF-8, one line.</summary>
    public static byte[] Write(AlertMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, MessageFormat.Default.AlertMessage);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is none of ours.</exception>
    public static AlertMessage Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, MessageFormat.Default.AlertMessage) ?? throw new JsonException("Expected a message, not null.");
}
