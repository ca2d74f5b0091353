using System.Text.Json.Nodes;

namespace Isotherm.Server.Wire;

/// <summary>JSON merge patches (RFC 7396).</summary>
internal static class MergePatch
{
    /// <summary>The patch that turns <paramref name="from"/> into <paramref name="to"/>, where a null member means an absent one. Arrays are replaced whole.</summary>
    public static JsonObject Between(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, target) in to)
        {
            var source = from[name];
            if (target is null)
            {
                if (source is not null)
                    patch[name] = null;
            }
            else if (source is JsonObject sourceObject && target is JsonObject targetObject)
            {
                var inner = Between(sourceObject, targetObject);
                if (inner.Count > 0)
                    patch[name] = inner;
            }
            else if (!JsonNode.DeepEquals(source, target))
            {
                patch[name] = target.DeepClone();
            }
        }

        foreach (var (name, source) in from)
        {
            if (source is not null && !to.ContainsKey(name))
                patch[name] = null;
        }

        return patch;
    }
}
