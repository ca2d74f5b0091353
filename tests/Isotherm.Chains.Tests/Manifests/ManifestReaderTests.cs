using System.Numerics;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class ManifestReaderTests
{
    [Fact]
    public void The_filled_reference_manifest_gives_the_rules_that_the_demo_states()
    {
        var manifest = DemoManifest.Manifest;
        Assert.Equal("demo", manifest.Rules.NetworkId);
        Assert.Equal(new Thresholds(15_000, 12_000), manifest.Rules.InitialThresholds);
        Assert.Equal((GasModel.Modelled, new BigInteger(120_000)), (manifest.Rules.Gas, manifest.Rules.SettlementGas));
        Assert.Equal((60L, 20L, 1, 2.0), (manifest.Rules.MaxAgeSeconds, manifest.Rules.RecoveryWindowSeconds, manifest.Rules.Confirmations, manifest.Rules.BlockTimeSeconds));
        Assert.Equal((RequirementUnit.Usd, 18, "GRID"), (manifest.Rules.Requirement, manifest.Rules.TokenDecimals, manifest.Rules.TokenSymbol));
        Assert.Equal(new FeedSpec(DemoManifest.TokenFeed, 8, FeedRead.View, DemoManifest.TokenFeed), manifest.TokenFeed);
        Assert.Equal(21, manifest.Events.Count);
        Assert.All(manifest.Events, e => Assert.Equal(DemoManifest.Settlement, e.Address));
    }

    [Fact]
    public void An_unfilled_template_is_refused_with_every_address_that_is_missing()
    {
        var invalid = Assert.IsType<ManifestResult.Invalid>(ManifestReader.ReadText(DemoManifest.Template));
        Assert.Equal(4, invalid.Problems.Count);
        Assert.All(invalid.Problems, p => Assert.Contains("zero address", p.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"effect\": \"queue.leave\"", "\"effect\": \"queue.flee\"", "/events/15/effects/0/effect", "unknown effect 'queue.flee'; expected one of class.define")]
    [InlineData("\"node\": \"nodeId\",\n          \"amount\": \"collateral\"", "\"node\": \"nodeID\",\n          \"amount\": \"collateral\"", "/events/9/effects/0/node", "Staked has no parameter 'nodeID'; expected one of nodeId, clusterId, from, amount, collateral")]
    [InlineData("\"amount\": \"collateral\"", "\"amount\": \"from\"", "/events/9/effects/0/amount", "'amount' expects a number (uintN or intN); 'from' is address")]
    [InlineData("\"amount\": \"collateral\"", "\"amount\": 7", "/events/9/effects/0/amount", "expects the name of a parameter")]
    [InlineData("\"effect\": \"rewards.set\",\n          \"node\": \"nodeId\",\n          \"amount\": \"rewards\"\n        },", "\"effect\": \"collateral.add\",\n          \"node\": \"nodeId\",\n          \"amount\": \"fromCollateral\"\n        },", "/events/13/effects/2", "'collateral.set' of 'nodeId' clashes with 'collateral.add'")]
    [InlineData("\"chainId\": 31337", "\"chainId\": \"31337\"", "/chain/chainId", "expected a whole number from 1 to 18446744073709551615, found '31337'")]
    [InlineData("\"critical\": \"1.2\"", "\"critical\": \"1.5\"", "/thresholds/critical", "expected critical below warning")]
    [InlineData("\"critical\": \"1.2\"", "\"critical\": \"1.20001\"", "/thresholds/critical", "at most 4 decimals")]
    [InlineData("\"maxAge\": 60", "\"maxAgeSeconds\": 60", "", "expected a field 'maxAge'")]
    [InlineData("\"baseDecimals\": 8", "\"baseDecimals\": 18", "/requirement/baseDecimals", "expected 8")]
    [InlineData("\"read\": \"view\"", "\"read\": \"vibe\"", "/feeds/token/read", "expected \"view\" or \"event\", found 'vibe'")]
    [InlineData("event Cured(uint256 indexed clusterId,", "event Cured(uint257 indexed clusterId,", "/events/15/signature", "'uint257' is not an ABI type")]
    [InlineData("event Unstaked(uint256 indexed nodeId, uint256 indexed clusterId, uint256 amount, uint256 collateral)", "event Staked(uint256 indexed nodeId, uint256 indexed clusterId, address indexed from, uint256 amount, uint256 collateral)", "/events/10/signature", "is listed already on line")]
    [InlineData("event ClassAdded(uint256 indexed classId, string name)", "event ClassAdded(uint256 indexed classId, string indexed name)", "/events/0/effects/0/name", "the chain keeps only its hash")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "/schemaVersion", "schemaVersion 2 is newer than this program; expected 1, or a newer Isotherm")]
    [InlineData("\"id\": \"demo\"", "\"id\": \"demo\", \"id\": \"demo\"", "/id", "is there twice")]
    public void A_mistake_is_one_message_with_its_place(string right, string wrong, string path, string message) =>
        Assert.NotEmpty(Mistake.In(DemoManifest.Json, right, wrong, path, message));

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"id\": \"demo\",\n}", 3)]
    [InlineData("{\n\"id\": // no\n1}", 2)]
    public void What_is_not_JSON_is_refused_with_its_line(string text, int line) =>
        Assert.Equal(line, Assert.Single(Assert.IsType<ManifestResult.Invalid>(ManifestReader.ReadText(text)).Problems).Line);

    [Theory]
    [InlineData("/nowhere/no-such.json", "'no-such.json' is not there")]
    [InlineData("/tmp", "'tmp' is a folder or may not be read")]
    [InlineData("", "'' is not a file's name")]
    public void A_file_that_cannot_be_read_is_a_problem_that_does_not_tell_its_folder(string path, string message)
    {
        var invalid = Assert.IsType<ManifestResult.Invalid>(ManifestReader.Read(path));
        Assert.True(invalid.IsUnread);
        var problem = Assert.Single(invalid.Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/nowhere", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_newer_form_nothing_else_is_judged()
    {
        var text = DemoManifest.Json.Replace("\"schemaVersion\": 1", "\"schemaVersion\": 2, \"later\": true", StringComparison.Ordinal);
        var invalid = Assert.IsType<ManifestResult.Invalid>(ManifestReader.ReadText(text));
        Assert.Equal("/schemaVersion", Assert.Single(invalid.Problems).Path);
        Assert.Equal("demo", invalid.Source.Id);
    }

    [Fact]
    public void A_manifest_knows_where_its_values_stand()
    {
        var lines = DemoManifest.Json.Split('\n');
        var source = DemoManifest.Manifest.Source;
        Assert.Contains("\"chainId\"", lines[source.LineOf("/chain/chainId") - 1], StringComparison.Ordinal);
        Assert.Contains("event Cured", lines[source.LineOf("/events/15/signature") - 1], StringComparison.Ordinal);
        Assert.Equal(source.LineOf("/chain"), source.LineOf("/chain/genesisHash"));
        Assert.Equal("b.json:1: /: late", new ManifestProblem("", source.LineOf("/nowhere"), "late").In("b.json"));
    }

    [Fact]
    public void A_decoded_event_becomes_facts_in_the_order_of_its_effects()
    {
        var binding = DemoManifest.Manifest.Events.Single(e => e.Event.Name == "Penalized");
        var values = new AbiDecoded.Values([(BigInteger)7, (BigInteger)3, (BigInteger)1, (BigInteger)2, (BigInteger)10, (BigInteger)20, Pad("spoofing"u8)], binding.Event.Inputs);
        Assert.Equal(
            [new Fact.Penalised(new NodeId(7), 1, 2, "spoofing"), new Fact.RewardsSet(new NodeId(7), 10), new Fact.CollateralSet(new NodeId(7), 20)],
            binding.Effects.Select(e => e.ToFact(values, 0)));
    }

    [Fact]
    public void Literals_and_tuple_components_are_sources_too()
    {
        var text = DemoManifest.Json
            .Replace("address indexed operator, uint256 indexed classId, string name, string region)", "(address who, (uint256 class, string name) what) info)", StringComparison.Ordinal)
            .Replace("\"operator\": \"operator\",", "\"operator\": \"info.who\",", StringComparison.Ordinal)
            .Replace("\"class\": \"classId\",\n          \"name\": \"name\",\n          \"region\": \"region\"", "\"class\": \"info.what.class\",\n          \"name\": \"info.what.name\",\n          \"region\": { \"literal\": \"eu\" }", StringComparison.Ordinal);
        var result = ManifestReader.ReadText(text);
        Assert.True(result is ManifestResult.Valid, string.Join('\n', (result as ManifestResult.Invalid)?.Problems.Select(p => p.ToString()) ?? []));
        var binding = ((ManifestResult.Valid)result).Manifest.Events.Single(e => e.Event.Name == "ClusterRegistered");
        var values = new AbiDecoded.Values([(BigInteger)1, new object[] { DemoManifest.Token, new object[] { (BigInteger)4, "eu-h100" } }], binding.Event.Inputs);
        Assert.Equal(new Fact.ClusterRegistered(new ClusterId(1), DemoManifest.Token, new ClassId(4), "eu-h100", "eu"), binding.Effects[0].ToFact(values, 0));
    }

    [Fact]
    public void Adding_and_subtracting_are_changes_of_opposite_sign()
    {
        Assert.Equal(new Fact.CollateralChanged(new NodeId(7), 5), Build("collateral.add"));
        Assert.Equal(new Fact.CollateralChanged(new NodeId(7), -5), Build("collateral.subtract"));
        Assert.Equal(new Fact.RewardsChanged(new NodeId(7), 5), Build("rewards.add"));
        Assert.Equal(new Fact.RewardsChanged(new NodeId(7), -5), Build("rewards.subtract"));

        static Fact Build(string effect) =>
            EffectCatalogue.ByName[effect].Build(new EffectValues(EffectCatalogue.ByName[effect], [(BigInteger)7, (BigInteger)5]));
    }

    [Fact]
    public void Every_kind_of_fact_has_an_effect()
    {
        var kinds = typeof(Fact).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Fact))).ToHashSet();
        foreach (var effect in EffectCatalogue.ByName.Values)
        {
            var values = effect.Arguments.Select(a => a.Kind is ArgumentKind.Text ? "t" : a.Kind is ArgumentKind.Address ? DemoManifest.Token : (object)BigInteger.One).ToArray();
            kinds.Remove(effect.Build(new EffectValues(effect, values)).GetType());
        }

        // What the self-audit finds is ours to say, not a contract's.
        Assert.Equal([typeof(Fact.AuditFailed), typeof(Fact.AuditPassed)], kinds.OrderBy(k => k.Name));
    }

    [Theory]
    [InlineData("eu\u0007-h100\r\n", "eu-h100")]
    [InlineData("\u202Eevil\u2066", "evil")]
    public void Texts_lose_what_could_disturb_a_screen(string text, string clean) => Assert.Equal(clean, FactText.Clean(text));

    [Fact]
    public void Texts_are_cut_at_64_bytes_and_at_a_whole_character()
    {
        Assert.Equal(new string('a', 64), FactText.Clean(new string('a', 65)));
        Assert.Equal(string.Concat(Enumerable.Repeat("€", 21)), FactText.Clean(string.Concat(Enumerable.Repeat("€", 30))));
    }

    private static byte[] Pad(ReadOnlySpan<byte> text)
    {
        var word = new byte[32];
        text.CopyTo(word);
        return word;
    }
}
