using System.Text.Json.Serialization;

namespace Isotherm.Alerts.Messages;

/// <summary>Serialisation of messages, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WholeNumber)])]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(List<AlertSubject>))]
internal sealed partial class MessageFormat : JsonSerializerContext;
