using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Isotherm.Chains.Tests.Manifests;

/// <summary>The part of JSON Schema 2020-12 that our schema uses; an unknown keyword throws, so that none is passed over.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$defs", "title", "description", "default", "properties", "required"];

    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(keyword => Annotations.Contains(keyword.Key) && keyword.Key is not ("properties" or "required")
        || Keyword(schema, keyword.Key, keyword.Value!, value));

    private bool Keyword(JsonObject schema, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "$ref" => Accepts(root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value),
        "type" => IsType(rule.GetValue<string>(), value),
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(r => JsonNode.DeepEquals(r, value)),
        "oneOf" => rule.AsArray().Count(r => Accepts(r!.AsObject(), value)) == 1,
        "not" => !Accepts(rule.AsObject(), value),
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, rule.GetValue<string>()),
        "minLength" => Text(value) is not { } text || text.Length >= rule.GetValue<int>(),
        "maxLength" => Text(value) is not { } text || text.Length <= rule.GetValue<int>(),
        "minimum" => Number(value) is not { } number || number >= rule.GetValue<double>(),
        "maximum" => Number(value) is not { } number || number <= rule.GetValue<double>(),
        "minItems" => value is not JsonArray array || array.Count >= rule.GetValue<int>(),
        "maxItems" => value is not JsonArray array || array.Count <= rule.GetValue<int>(),
        "minProperties" => value is not JsonObject members || members.Count >= rule.GetValue<int>(),
        "items" => value is not JsonArray array || array.All(i => Accepts(rule.AsObject(), i)),
        "required" => value is not JsonObject item || rule.AsArray().All(r => item.ContainsKey(r!.GetValue<string>())),
        "properties" => value is not JsonObject item || item.All(p => rule[p.Key] is not JsonObject inner || Accepts(inner, p.Value)),
        "additionalProperties" => value is not JsonObject item || item.Where(p => schema["properties"]?[p.Key] is null).All(p => rule is JsonObject inner && Accepts(inner, p.Value)),
        _ => throw new InvalidOperationException($"The schema uses '{keyword}', which this check does not know."),
    };

    private static bool IsType(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && Math.Floor(number) == number,
        _ => throw new InvalidOperationException($"The schema uses type '{type}', which this check does not know."),
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;
}
