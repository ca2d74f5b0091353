using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Testing;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("networks", "manifest.schema.json")))!.AsObject();

    public static TheoryData<string> Examples => [DemoManifest.Json, BondManifest.Json, IoNet.Json];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Schema_and_reader_both_accept_the_examples(string manifest)
    {
        Assert.True(new SchemaCheck(Schema).Accepts(JsonNode.Parse(manifest)));
        Assert.IsType<ManifestResult.Valid>(ManifestReader.ReadText(manifest));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Schema_and_reader_agree_on_every_field_left_out_or_mistyped_or_added(string manifest)
    {
        var places = Places(JsonNode.Parse(manifest)!, []).Where(place => place is not ["requirementSchedule", _, "classes", > 2, ..]).ToArray();
        Assert.True(places.Length > 60, $"only {places.Length} places");
        foreach (var place in places)
        {
            AssertAgree(manifest, place, parent => Remove(parent, place[^1]), "removed");
            AssertAgree(manifest, place, parent => Set(parent, place[^1], JsonValue.Create(true)), "set to true");
            AssertAgree(manifest, place, parent => Set(parent, place[^1], new JsonArray()), "set to []");
            AssertAgree(manifest, place, parent => Set(parent, place[^1], JsonValue.Create("")), "set to an empty text");
            AssertAgree(manifest, place, parent => (parent as JsonObject)?.Add("surprise", 1), "given a sibling 'surprise'");
        }
    }

    [Fact]
    public void Schema_and_reader_want_a_chain_or_a_recording_and_not_both()
    {
        var recording = JsonNode.Parse(IoNet.Json)!["recorded"]!;
        AssertAgree(DemoManifest.Json, ["recorded"], document => document["recorded"] = recording.DeepClone(), "added");
        var alone = JsonNode.Parse(DemoManifest.Json)!;
        alone.AsObject().Remove("views"); // of a contract, which a recording does not have
        alone.AsObject().Remove("actions");
        foreach (var section in new[] { "chain", "contracts", "events" })
        {
            alone.AsObject().Remove(section);
            alone["recorded"] = recording.DeepClone();
            Assert.Equal(section == "events", new SchemaCheck(Schema).Accepts(alone));
            Assert.Equal(section == "events", ManifestReader.ReadText(alone.ToJsonString()) is ManifestResult.Valid);
        }
    }

    [Fact]
    public void The_schema_lists_exactly_the_effects_of_the_catalogue()
    {
        var variants = Schema["properties"]!["events"]!["items"]!["properties"]!["effects"]!["items"]!["oneOf"]!.AsArray();
        var listed = variants.ToDictionary(v => v!["properties"]!["effect"]!["const"]!.GetValue<string>(), v => v!["required"]!.AsArray().Select(r => r!.GetValue<string>()).ToArray());
        Assert.Equal(EffectCatalogue.ByName.Keys.Order(), listed.Keys.Order());
        Assert.All(EffectCatalogue.ByName.Values, e => Assert.Equal(e.Arguments.Select(a => a.Name).Prepend("effect").Order(), listed[e.Name].Order()));
    }

    [Fact]
    public void The_guide_names_every_effect_and_every_argument()
    {
        var guide = File.ReadAllText(RepositoryRoot.Combine("docs", "manifest.md"));
        Assert.All(EffectCatalogue.ByName.Values, e => Assert.Contains($"| `{e.Name}` | {string.Join(' ', e.Arguments.Select(a => $"`{a.Name}`"))} |", guide, StringComparison.Ordinal));
    }

    private static void AssertAgree(string manifest, object[] place, Action<JsonNode> change, string what)
    {
        var document = JsonNode.Parse(manifest)!;
        var parent = place[..^1].Aggregate(document, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        change(parent);
        var reader = ManifestReader.ReadText(document.ToJsonString()) is ManifestResult.Valid;
        var schema = new SchemaCheck(Schema).Accepts(document);

        // The reader also knows what a schema cannot say (names of parameters, feeds that gas needs, effects that need a section), so it may be stricter there.
        var stricter = place is ["feeds", ..] or ["contracts", ..] or ["events", ..] or ["views", ..] or ["actions", ..] or ["accrual"];
        Assert.True(schema == reader || (stricter && schema && !reader), $"/{string.Join('/', place)} {what}: schema {schema}, reader {reader}");
    }

    private static IEnumerable<object[]> Places(JsonNode node, object[] path) => node switch
    {
        JsonObject item => item.SelectMany(p => Places(p.Value!, [.. path, p.Key]).Prepend([.. path, p.Key])),
        JsonArray array => array.SelectMany((v, i) => Places(v!, [.. path, i]).Prepend([.. path, i])),
        _ => [],
    };

    private static void Remove(JsonNode parent, object step)
    {
        if (step is int index)
        {
            parent.AsArray().RemoveAt(index);
        }
        else
        {
            parent.AsObject().Remove((string)step);
        }
    }

    private static void Set(JsonNode parent, object step, JsonNode value)
    {
        if (step is int index)
        {
            parent[index] = value;
        }
        else
        {
            parent[(string)step] = value;
        }
    }
}
