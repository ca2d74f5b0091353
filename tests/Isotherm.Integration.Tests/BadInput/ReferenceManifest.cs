using System.Globalization;
using System.Text.Json.Nodes;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>Variations of the committed manifest.</summary>
internal static class ReferenceManifest
{
    /// <summary>Sound, of a node that nothing answers for.</summary>
    public static string Offline
    {
        get
        {
            JsonNode manifest = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("networks", "reference.json")))!;
            string authority = "127.0.0.1:" + AnvilProcess.FreePort().ToString(CultureInfo.InvariantCulture);
            manifest["chain"]!["endpoints"] = new JsonArray(new JsonObject { ["http"] = "http://" + authority });
            for (int i = 0; i < 4; i++)
            {
                JsonNode holder = i < 2 ? manifest["contracts"]! : manifest["feeds"]!;
                holder[i is 0 ? "settlement" : i is 2 or 1 ? "token" : "native"]!["address"] = "0x" + new string((char)('1' + i), 40);
            }

            return manifest.ToJsonString();
        }
    }
}
