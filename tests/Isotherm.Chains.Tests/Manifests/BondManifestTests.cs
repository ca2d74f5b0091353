using System.Numerics;
using System.Text.Json.Nodes;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;
using Isotherm.Testing;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class BondManifestTests
{
    [Fact]
    public void It_needs_no_feed_and_counts_in_tokens_with_an_index_of_12_decimals()
    {
        var rules = BondManifest.Manifest.Rules;
        Assert.Equal((RequirementUnit.Token, GasModel.None, 12), (rules.Requirement, rules.Gas, rules.AccrualDecimals));
        Assert.Equal((null, null), (BondManifest.Manifest.TokenFeed, BondManifest.Manifest.NativeFeed));
        Assert.All(BondManifest.Manifest.Events.SelectMany(e => e.Event.Inputs), i => Assert.False(i.Indexed));
    }

    [Fact]
    public void Networks_without_the_section_have_the_usual_decimals() => Assert.Equal(18, DemoManifest.Manifest.Rules.AccrualDecimals);

    [Fact]
    public void It_lists_all_of_the_contracts_events_but_those_that_say_nothing_of_a_ratio()
    {
        HashSet<string> silent = ["Withdrawn", "OwnershipTransferred"];
        var artifact = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("contracts", "artifacts", "RigBonds.json")))!;
        var compiled = artifact["abi"]!.AsArray()
            .Where(e => (string)e!["type"]! == "event" && !silent.Contains((string)e["name"]!))
            .Select(e => $"{e!["name"]}({string.Join(", ", e["inputs"]!.AsArray().Select(i => $"{i!["type"]} {i["name"]}"))})");
        Assert.Equal(compiled.Order(), BondManifest.Manifest.Events.Select(e => $"{e.Event.Name}({string.Join(", ", e.Event.Inputs.Select(i => $"{i.Type.Canonical} {i.Name}"))})").Order());
    }

    [Fact]
    public void What_an_event_leaves_out_comes_from_its_block_or_from_a_literal()
    {
        Assert.Equal([new Fact.QueueEntered(new ClusterId(7), 1_700_000_000, 1_700_000_060)], Facts("Marked", (BigInteger)7, (BigInteger)1_700_000_060));
        Assert.Equal([new Fact.RewardsSet(new NodeId(7), 0)], Facts("Harvested", (BigInteger)7));
        Assert.Equal([new Fact.Liquidated(new ClusterId(7), "0x" + new string('0', 40), 5, 0)], Facts("Seized", (BigInteger)7, (BigInteger)5));
    }

    [Fact]
    public void Accrual_effects_become_facts()
    {
        Assert.Equal([new Fact.AccrualRateSet(9)], Facts("RateSet", (BigInteger)9));
        Assert.Equal([new Fact.AccrualIndexSet(9)], Facts("IndexLifted", (BigInteger)9));
        Assert.Equal([new Fact.NodeAdded(new NodeId(7), new ClusterId(3), 8), new Fact.AccrualSharesSet(new NodeId(7), 8)], Facts("RigPlugged", (BigInteger)7, (BigInteger)3, (BigInteger)8));
        Assert.Equal([new Fact.AccrualSettled(new NodeId(7))], Facts("RigSynced", (BigInteger)7));
    }

    [Theory]
    [InlineData("\"accrual\": {\n    \"decimals\": 12\n  },", "", "", "expected a field 'accrual' with the index's 'decimals' (0 to 36), since an event has the effect 'accrual.rate'")]
    [InlineData("\"decimals\": 12", "\"decimals\": 37", "/accrual/decimals", "expected a whole number from 0 to 36, found 37")]
    [InlineData("\"decimals\": 12", "\"decimals\": \"12\"", "/accrual/decimals", "expected a whole number from 0 to 36, found '12'")]
    [InlineData("\"decimals\": 12", "\"decimals\": 12, \"unit\": \"wei\"", "/accrual/unit", "unknown field 'unit'; expected one of decimals")]
    [InlineData("\"accrual\": {\n    \"decimals\": 12\n  }", "\"accrual\": {}", "/accrual", "expected a field 'decimals'")]
    [InlineData("\"block\": \"timestamp\"", "\"block\": \"number\"", "/events/18/effects/0/flaggedAt/block", "expected \"timestamp\", the only thing of a block that an argument can be, found 'number'")]
    [InlineData("\"node\": \"rig\",\n          \"shares\": \"gpus\"", "\"node\": { \"block\": \"timestamp\" },\n          \"shares\": \"gpus\"", "/events/8/effects/1/node/block", "'node' expects an id (uintN, address or bytesN); a block's timestamp is a number")]
    [InlineData("\"effect\": \"accrual.settle\",\n          \"node\": \"rig\"", "\"effect\": \"accrual.settle\",\n          \"node\": \"farm\"", "/events/12/effects/0/node", "RigSynced has no parameter 'farm'; expected one of rig")]
    [InlineData("\"effect\": \"accrual.settle\",\n          \"node\": \"rig\"\n        }", "\"effect\": \"accrual.settle\",\n          \"node\": \"rig\"\n        },\n        {\n          \"effect\": \"accrual.settle\",\n          \"node\": \"rig\"\n        }", "/events/12/effects/1", "'accrual.settle' of 'rig' clashes with 'accrual.settle' of the same event on line")]
    [InlineData("\"effect\": \"accrual.rate\",\n          \"rate\": \"rate\"\n        }", "\"effect\": \"accrual.rate\",\n          \"rate\": \"rate\"\n        },\n        {\n          \"effect\": \"accrual.rate\",\n          \"rate\": { \"literal\": 1 }\n        }", "/events/5/effects/1", "'accrual.rate' of the network clashes")]
    [InlineData("\"amount\": {\n            \"literal\": 0\n          }", "\"amount\": { \"$ref\": \"#/events/0\" }", "/events/16/effects/0/amount", "expects the name of a parameter, { \"literal\": … } or { \"block\": \"timestamp\" }, found an object")]
    [InlineData("\"amount\": {\n            \"literal\": 0\n          }", "\"amount\": { \"literal\": 0.5 }", "/events/16/effects/0/amount/literal", "'amount' expects a number (uintN or intN), found 0.5")]
    [InlineData("\"baseDecimals\": 18", "\"baseDecimals\": 8", "/requirement/baseDecimals", "expected 18: a requirement in token counts the token's base units")]
    [InlineData("\"currency\": \"token\"", "\"currency\": \"EUR\"", "/requirement/currency", "expected \"USD\" or \"token\", found 'EUR'")]
    [InlineData("\"currency\": \"token\",\n    \"baseDecimals\": 18", "\"currency\": \"USD\"", "", "expected a feed 'token', since the requirement is in USD")]
    [InlineData("\"gas\": \"none\"", "\"gas\": \"free\"", "/gas", "expected \"none\" or { \"model\": \"modelled\", \"settlementGas\": … }, found 'free'")]
    public void A_mistake_is_one_message_with_its_place(string right, string wrong, string path, string message) =>
        Assert.Single(Mistake.In(BondManifest.Json, right, wrong, path, message));

    private static IEnumerable<Fact> Facts(string name, params object[] values)
    {
        var binding = BondManifest.Manifest.Events.Single(e => e.Event.Name == name);
        return binding.Effects.Select(e => e.ToFact(new AbiDecoded.Values(values, binding.Event.Inputs), 1_700_000_000));
    }
}
