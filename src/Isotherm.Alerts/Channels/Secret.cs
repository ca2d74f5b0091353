using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isotherm.Alerts.Channels;

/// <summary>A text that only its receiver may see: it prints as dots and writes itself as null. Equal by value.</summary>
[DebuggerDisplay("•••")]
[JsonConverter(typeof(Silent))]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _text;

    /// <summary>Wraps a text.</summary>
    public Secret(string text) => _text = text;

    /// <summary>The text. Only what signs, signs in or seals asks for it.</summary>
    public string Reveal() => _text;

    /// <inheritdoc />
    public override string ToString() => "•••";

    /// <inheritdoc />
    public bool Equals(Secret? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    private sealed class Silent : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("A secret is never read as a part of something else.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
