using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class ManifestTemplateTests
{
    [Fact]
    public void A_filled_template_carries_what_the_deployment_knows_and_keeps_the_rest()
    {
        var fill = DemoManifest.Fill(new Uri("http://127.0.0.1:9")) with
        {
            ChainId = 5,
            BlockTimeSeconds = 0.5,
            StartBlock = 12,
            GenesisHash = "0x" + new string('a', 64),
            Endpoints = [new EndpointSpec(new Uri("http://127.0.0.1:9"), new Uri("ws://127.0.0.1:9"))],
            Id = "other",
        };
        var manifest = Assert.IsType<ManifestResult.Valid>(ManifestReader.ReadText(ManifestTemplate.Fill(DemoManifest.Template, fill))).Manifest;
        Assert.Equal((5UL, 12UL, TimeSpan.FromSeconds(0.5)), (manifest.Chain.ChainId, manifest.Chain.StartBlock, manifest.Chain.BlockTime));
        Assert.Equal("0x" + new string('a', 64), manifest.Chain.GenesisHash);
        Assert.Equal(new Uri("ws://127.0.0.1:9"), Assert.Single(manifest.Chain.Endpoints).Ws);
        Assert.Equal(DemoManifest.Settlement, manifest.Contracts["settlement"]);
        Assert.Equal(("other", "Isotherm reference network"), (manifest.Id, manifest.Name));
        var before = JsonNode.Parse(DemoManifest.Template)!["events"];
        Assert.True(JsonNode.DeepEquals(before, JsonNode.Parse(ManifestTemplate.Fill(DemoManifest.Template, fill))!["events"]));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"chain\":{},\"contracts\":{},\"feeds\":{}}")]
    public void A_template_without_the_places_to_fill_is_refused(string template) =>
        Assert.Throws<FormatException>(() => ManifestTemplate.Fill(template, DemoManifest.Fill(new Uri("http://127.0.0.1:9"))));
}
