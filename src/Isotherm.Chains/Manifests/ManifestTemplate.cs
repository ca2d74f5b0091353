using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isotherm.Chains.Manifests;

/// <summary>Makes a deployment's manifest from a committed one whose addresses are placeholders (networks/reference.json).</summary>
public static class ManifestTemplate
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The template with what the deployment knows; read it with <see cref="ManifestReader"/> to be sure that it is whole.</summary>
    /// <param name="template">The template's JSON.</param>
    /// <param name="fill">What to put in.</param>
    /// <returns>Indented JSON.</returns>
    /// <exception cref="FormatException">The template is not a JSON object with <c>chain</c>, or lacks a contract or feed that is to be filled.</exception>
    public static string Fill(string template, ManifestFill fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var root = Parse(template);
        var chain = Member(root, "chain");
        chain["chainId"] = fill.ChainId;
        chain["blockTime"] = fill.BlockTimeSeconds;
        chain["startBlock"] = fill.StartBlock;
        chain["endpoints"] = new JsonArray([.. fill.Endpoints.Select(Endpoint)]);
        if (fill.GenesisHash is { } genesis)
        {
            chain["genesisHash"] = genesis;
        }

        root["id"] = fill.Id ?? root["id"]?.DeepClone();
        root["name"] = fill.Name ?? root["name"]?.DeepClone();
        foreach (var (name, address) in fill.Contracts)
        {
            Member(Member(root, "contracts"), name)["address"] = address;
        }

        foreach (var (name, address) in fill.Feeds)
        {
            Member(Member(root, "feeds"), name)["address"] = address;
        }

        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Parse(string template)
    {
        try
        {
            return JsonNode.Parse(template) as JsonObject ?? throw new FormatException("The manifest template is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The manifest template is not JSON: {e.Message}", e);
        }
    }

    private static JsonNode Endpoint(EndpointSpec endpoint)
    {
        var node = new JsonObject { ["http"] = endpoint.Http.OriginalString };
        if (endpoint.Ws is { } ws)
        {
            node["ws"] = ws.OriginalString;
        }

        return node;
    }

    private static JsonObject Member(JsonObject parent, string name) =>
        parent[name] as JsonObject ?? throw new FormatException($"The manifest template has no object '{name}'.");
}
