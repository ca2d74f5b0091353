using System.Text.Json.Nodes;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Testing;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class ReferenceContractTests
{
    [Fact]
    public void The_reference_manifest_lists_exactly_the_contracts_own_events()
    {
        // Inherited events of access control say nothing about clusters.
        HashSet<string> foreign = ["RoleAdminChanged", "RoleGranted", "RoleRevoked"];
        var artifact = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("contracts", "artifacts", "SettlementLayer.json")))!;
        var compiled = artifact["abi"]!.AsArray()
            .Where(e => (string)e!["type"]! == "event" && !foreign.Contains((string)e["name"]!))
            .Select(e => $"event {e!["name"]}({string.Join(", ", e["inputs"]!.AsArray().Select(i => $"{i!["type"]}{((bool)i["indexed"]! ? " indexed" : "")} {i["name"]}"))})");
        Assert.Equal(compiled.Order(), DemoManifest.Manifest.Events.Select(e => Signature(e.Event)).Order());
    }

    private static string Signature(AbiEvent parsed) =>
        $"event {parsed.Name}({string.Join(", ", parsed.Inputs.Select(i => $"{i.Type.Canonical}{(i.Indexed ? " indexed" : "")} {i.Name}"))})";
}
