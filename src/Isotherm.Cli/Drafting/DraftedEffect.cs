using System.Text.Json.Nodes;

namespace Isotherm.Cli.Drafting;

/// <summary>An effect of the draft.</summary>
/// <param name="Effect">Its name, for example <c>collateral.set</c>.</param>
/// <param name="Arguments">Each argument and where it comes from: a parameter's name, or <c>{ "literal": … }</c>.</param>
internal sealed record DraftedEffect(string Effect, IReadOnlyList<KeyValuePair<string, JsonNode>> Arguments)
{
    /// <summary>The manifest's form.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["effect"] = Effect };
        foreach (var (name, source) in Arguments)
        {
            json[name] = source.DeepClone();
        }

        return json;
    }
}
