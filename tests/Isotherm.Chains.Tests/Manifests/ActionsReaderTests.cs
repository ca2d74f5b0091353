using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class ActionsReaderTests
{
    [Fact]
    public void The_reference_manifest_names_the_transactions_of_its_contract()
    {
        var actions = DemoManifest.Manifest.Actions!;

        Assert.Equal(("flag(uint256)", "cure(uint256)", "liquidate(uint256)"), (actions.Flag!.Function.Canonical, actions.Cure!.Function.Canonical, actions.Liquidate!.Function.Canonical));
        Assert.Equal(("touchPrice()", "lastUpdatedAt()"), (actions.TouchPrice!.Function.Canonical, actions.TouchPrice.Seen.Canonical));
        Assert.Equal(DemoManifest.Settlement, actions.Flag.Address);
        Assert.EndsWith("012c", actions.Flag.CallData(new ClusterId(300)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_without_actions_has_none() => Assert.Null(((ManifestResult.Valid)ManifestReader.ReadText(Text(null))).Manifest.Actions);

    [Theory]
    [InlineData("{}", "/actions", "expected at least one of flag, cure, liquidate, touchPrice")]
    [InlineData("""{ "seize": {} }""", "/actions/seize", "unknown field 'seize'; expected one of flag, cure, liquidate, touchPrice")]
    [InlineData("""{ "flag": { "signature": "function f(uint256)", "seen": "function s() view returns (uint64)" } }""", "/actions/flag/seen", "unknown field 'seen'")]
    [InlineData("""{ "flag": { "signature": "function f()" } }""", "/actions/flag/signature", "expected one parameter, an id (uintN, address or bytesN), found f()")]
    [InlineData("""{ "flag": { "signature": "function f(uint256) view returns (bool)" } }""", "/actions/flag/signature", "expected a function that changes something, found one that is 'view'")]
    [InlineData("""{ "cure": { "contract": "oracle", "signature": "function f(uint256)" } }""", "/actions/cure/contract", "'oracle' is not one of the contracts settlement, token")]
    [InlineData("""{ "touchPrice": { "signature": "function t()" } }""", "/actions/touchPrice", "expected a field 'seen'")]
    [InlineData("""{ "touchPrice": { "signature": "function t(uint256)", "seen": "function s() view returns (uint64)" } }""", "/actions/touchPrice/signature", "expected no parameters, found t(uint256)")]
    [InlineData("""{ "touchPrice": { "signature": "function t()", "seen": "function s() view returns (int64)" } }""", "/actions/touchPrice/seen", "returns one uintN")]
    public void A_mistake_is_one_message_with_its_place(string actions, string path, string message)
    {
        var invalid = Assert.IsType<ManifestResult.Invalid>(ManifestReader.ReadText(Text(actions)));

        Assert.Equal(path, Assert.Single(invalid.Problems, p => p.Message.Contains(message, StringComparison.Ordinal)).Path);
    }

    private static string Text(string? actions)
    {
        var manifest = JsonNode.Parse(DemoManifest.Json)!.AsObject();
        manifest.Remove("actions");
        if (actions is not null)
        {
            manifest["actions"] = JsonNode.Parse(actions);
        }

        return manifest.ToJsonString();
    }
}
