using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Drafting;

public sealed class InitTests
{
    private static readonly string Zero = "0x" + new string('0', 40);
    private static readonly string Address = "0x" + new string('7', 40);

    private static string Reference => RepositoryRoot.Combine("contracts", "artifacts", "SettlementLayer.json");

    [Fact]
    public async Task From_the_reference_contracts_abi_come_the_reference_manifests_events_and_effects()
    {
        var ran = await Ran.Async("manifest", "init", "--abi", Reference, "--address", Address);

        Assert.Equal(ExitCode.Ok, ran.Code);
        Assert.Equal(Describe(Read(Folder.Filled)), Describe(Read(Fill(ran.Output))));
        Assert.Equal(21, ran.Said.Count(line => line.StartsWith("  sure ", StringComparison.Ordinal)));
        Assert.Equal(3, ran.Said.Count(line => line.StartsWith("  left out Role", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SettlementLayer", "flag cure liquidate touchPrice", "flag(uint256) cure(uint256) liquidate(uint256) touchPrice()")]
    [InlineData("RigBonds", "flag cure liquidate", "mark(uint256) clear(uint256) seize(uint256)")]
    public async Task The_queues_transactions_are_drafted_by_their_names_and_are_to_be_looked_at(string contract, string actions, string functions)
    {
        var ran = await Ran.Async("manifest", "init", "--abi", RepositoryRoot.Combine("contracts", "artifacts", contract + ".json"), "--address", Address);

        var drafted = JsonNode.Parse(ran.Output)!["actions"]!.AsObject();
        Assert.Equal(actions.Split(' '), drafted.Select(static one => one.Key));
        Assert.Equal(functions.Split(' '), drafted.Select(static one => Chains.Evm.Abi.AbiFunction.Parse((string)one.Value!["signature"]!).Canonical));
        Assert.All(actions.Split(' '), action => Assert.Contains(ran.Said, line => line.StartsWith($"  look at actions.{action}: ", StringComparison.Ordinal)));
        Assert.DoesNotContain(ran.Said, static line => line.Contains("/actions/", StringComparison.Ordinal));
        if (contract == "SettlementLayer")
        {
            Assert.Equal("function lastUpdatedAt() view returns (uint64)", (string?)drafted["touchPrice"]!["seen"]);
        }
    }

    [Theory]
    [InlineData("flag", "nonpayable", "uint256[]")]
    [InlineData("flag", "view", "uint256")]
    [InlineData("flag", "payable", "uint256")]
    [InlineData("flag", "nonpayable", "string")]
    [InlineData("flagMany", "nonpayable", "uint256")]
    [InlineData("touchPrice", "nonpayable", "")]
    public async Task What_does_not_fit_an_action_is_not_drafted_as_one(string name, string mutability, string type)
    {
        using var folder = new Folder();
        var inputs = type.Length == 0 ? "" : $$"""{ "name": "id", "type": "{{type}}" }""";
        var abi = folder.Write("abi.json", $$"""
            [ { "type": "event", "name": "GracePeriodSet", "inputs": [ { "name": "gracePeriod", "type": "uint64" } ] },
              { "type": "function", "name": "{{name}}", "stateMutability": "{{mutability}}", "inputs": [ {{inputs}} ], "outputs": [] } ]
            """);

        var ran = await Ran.Async("manifest", "init", "--abi", abi, "--address", Address);

        Assert.Equal(ExitCode.Ok, ran.Code);
        Assert.Null(JsonNode.Parse(ran.Output)!["actions"]);
    }

    [Fact]
    public async Task What_nobody_told_is_noted_and_what_must_be_told_is_refused_by_check()
    {
        using var folder = new Folder();
        var file = Path.Combine(folder.Path, "draft.json");

        var ran = await Ran.Async("manifest", "init", "--abi", Reference, "--output", file);
        var check = await Ran.Async("manifest", "check", file);

        Assert.Equal((ExitCode.Ok, ""), (ran.Code, ran.Output));
        Assert.Equal(["/chain/chainId", "/contracts/settlement/address", "/contracts/token/address", "/feeds/token/address", "/feeds/native/address"], check.Lines.Select(Pointer));
        Assert.Equal(check.Lines, ran.Said.TakeLast(5));
        foreach (var word in new[] { "chain.chainId", "chain.blockTime", "token.symbol", "token.decimals", "thresholds.warning", "maxAge", "feeds.native.decimals", "requirement.currency" })
        {
            Assert.Contains(ran.Said, line => line.StartsWith($"  look at {word}: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_by_force()
    {
        using var folder = new Folder();
        var file = folder.Write("draft.json", "mine");

        var refused = await Ran.Async("manifest", "init", "--abi", Reference, "--output", file);
        Assert.Equal((ExitCode.Unusable, $"isotherm: {file} is there already; --force replaces it.\n", "mine"), (refused.Code, refused.Error, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));

        Assert.Equal(ExitCode.Ok, (await Ran.Async("manifest", "init", "--abi", Reference, "--output", file, "--force")).Code);
        Assert.Contains("\"events\"", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ABI]")]
    [InlineData("{ \"abi\": [ABI], \"bytecode\": { \"object\": \"0x\" } }")]
    [InlineData("{ \"_format\": \"hh-sol-artifact-1\", \"contractName\": \"FarmBook\", \"abi\": [ABI], \"bytecode\": \"0x\" }")]
    public async Task An_array_a_foundry_and_a_hardhat_artefact_are_read_alike(string form)
    {
        using var folder = new Folder();
        var abi = folder.Write("abi.json", form.Replace("[ABI]", Abi("Cured(uint256 clusterId)"), StringComparison.Ordinal));

        var ran = await Ran.Async("manifest", "init", "--abi", abi, "--address", Address);

        Assert.Equal(ExitCode.Ok, ran.Code);
        Assert.Contains("\"event Cured(uint256 clusterId)\"", ran.Output, StringComparison.Ordinal);
        if (form.Contains("FarmBook", StringComparison.Ordinal))
        {
            Assert.Contains("\"id\": \"farm-book\"", ran.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}", "expected an ABI")]
    [InlineData("{ \"abi\": 7 }", "expected an ABI")]
    [InlineData("[\n{,", ":2: expected JSON")]
    public async Task What_is_no_abi_is_exit_code_2_and_one_sentence(string text, string words)
    {
        using var folder = new Folder();
        var ran = await Ran.Async("manifest", "init", "--abi", folder.Write("abi.json", text));

        Assert.Equal((ExitCode.Unusable, ""), (ran.Code, ran.Output));
        Assert.Contains(words, Assert.Single(ran.Said), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unusable, (await Ran.Async("manifest", "init", "--abi", "/nowhere/abi.json")).Code);
    }

    [Fact]
    public async Task A_contract_without_any_known_event_gives_no_draft()
    {
        using var folder = new Folder();
        var file = Path.Combine(folder.Path, "draft.json");

        var ran = await Ran.Async("manifest", "init", "--abi", RepositoryRoot.Combine("contracts", "artifacts", "DemoToken.json"), "--output", file);

        Assert.Equal(ExitCode.Problems, ran.Code);
        Assert.Contains("expected a settlement contract's ABI", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("FarmOpened(uint256 farm, address owner, bytes32 model, string site)", "guess", "cluster.register cluster=farm operator=owner class=model name='' region=site", true)]
    [InlineData("RigJoined(uint256 rig, uint256 farm, uint16 cards)", "likely", "node.add node=rig cluster=farm gpus=cards", false)]
    [InlineData("RigReassigned(uint256 rig, uint256 fromFarm, uint256 toFarm)", "likely", "node.move node=rig cluster=toFarm", false)]
    [InlineData("RigRetired(uint256 rig)", "likely", "node.remove node=rig", false)]
    [InlineData("Bonded(uint256 rig, uint256 amount)", "likely", "collateral.add node=rig amount=amount", false)]
    [InlineData("BondReleased(uint256 rig, uint256 amount, uint256 remaining)", "likely", "collateral.set node=rig amount=remaining", false)]
    [InlineData("StakeWithdrawn(uint256 indexed nodeId, uint256 amount)", "likely", "collateral.subtract node=nodeId amount=amount", false)]
    [InlineData("DepositChanged(uint256 machine, uint256 newDeposit)", "likely", "collateral.set node=machine amount=newDeposit", false)]
    [InlineData("RewardsCredited(uint256 nodeId, uint256 rewards)", "guess", "rewards.add node=nodeId amount=rewards", true)]
    [InlineData("EarningsHarvested(uint256 worker, uint256 amount)", "likely", "rewards.subtract node=worker amount=amount", false)]
    [InlineData("Slashed(uint256 rig, uint256 amount, string why)", "guess", "node.penalise node=rig fromRewards=0 fromCollateral=amount reason=why; collateral.subtract node=rig amount=amount", true)]
    [InlineData("Deposited(uint256 vault, uint256 amount)", "guess", "collateral.add node=vault amount=amount", true)]
    [InlineData("Cured(uint256 id)", "guess", "queue.leave cluster=id", true)]
    [InlineData("Seized((uint256 pool, address keeper) what, uint256 taken)", "guess", "cluster.liquidate cluster=what.pool liquidator=what.keeper seized=taken bounty=0", true)]
    [InlineData("ModelListed(uint256 model, string title)", "likely", "class.define class=model name=title", false)]
    public async Task Other_words_for_the_same_are_understood_and_doubt_is_said(string signature, string sureness, string effects, bool isNoted)
    {
        using var folder = new Folder();
        // With a node.add of its own, so that clusters are not taken for nodes.
        var abi = folder.Write("abi.json", Abi("NodeAdded(uint256 nodeId, uint256 clusterId, uint256 gpus)", signature));

        var ran = await Ran.Async("manifest", "init", "--abi", abi, "--address", Address);

        Assert.Equal(ExitCode.Ok, ran.Code);
        var json = JsonNode.Parse(ran.Output)!["events"]!.AsArray().Last()!;
        Assert.Equal($"event {signature}", (string)json["signature"]!);
        Assert.Equal(effects, string.Join("; ", json["effects"]!.AsArray().Select(e => Plain(e!.AsObject()))));
        var name = signature[..signature.IndexOf('(', StringComparison.Ordinal)];
        var line = Array.FindIndex(ran.Said, said => said.StartsWith($"  {sureness,-6} {name}: ", StringComparison.Ordinal));
        Assert.True(line >= 0, ran.Error);
        Assert.Equal(isNoted, line + 1 < ran.Said.Length && ran.Said[line + 1].StartsWith("         look: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ping(uint256 nodeId)", "no effect goes by such a name")]
    [InlineData("OwnershipTransferred(address indexed previousOwner, address indexed newOwner)", "it is a library's own")]
    [InlineData("Flagged(uint256 clusterId)", "no parameter could be 'flaggedAt' of queue.enter")]
    [InlineData("UnbondRequested(uint256 nodeId, uint256 amount)", "it is a request")]
    [InlineData("ClassAdded(uint256 classId, string indexed name)", "no parameter could be 'name' of class.define")]
    [InlineData("Staked(uint256, uint256)", "no parameter could be the amount of collateral")]
    public async Task An_event_that_cannot_be_mapped_is_left_out_with_the_reason(string signature, string reason)
    {
        using var folder = new Folder();
        var abi = folder.Write("abi.json", Abi("NodeAdded(uint256 nodeId, uint256 clusterId, uint256 gpus)", signature));

        var ran = await Ran.Async("manifest", "init", "--abi", abi, "--address", Address);

        Assert.Single(JsonNode.Parse(ran.Output)!["events"]!.AsArray());
        Assert.Contains(reason, Assert.Single(ran.Said, line => line.StartsWith("  left out ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_event_adds_nodes_each_cluster_gets_one()
    {
        using var folder = new Folder();
        var abi = folder.Write("abi.json", Abi("PoolCreated(uint256 poolId, address owner, uint256 gpus)", "Staked(uint256 poolId, uint256 amount)"));

        var ran = await Ran.Async("manifest", "init", "--abi", abi, "--address", Address);

        var effects = JsonNode.Parse(ran.Output)!["events"]![0]!["effects"]!.AsArray();
        Assert.Equal("node.add node=poolId cluster=poolId gpus=gpus", Plain(effects[1]!.AsObject()));
        Assert.Contains("each cluster gets one", ran.Error, StringComparison.Ordinal);
    }

    private static string Pointer(string line) => line.Split(": ")[1];

    private static string Fill(string draft)
    {
        var manifest = JsonNode.Parse(draft.Replace(Zero, Address, StringComparison.Ordinal))!;
        manifest["chain"]!["chainId"] = 1;
        return manifest.ToJsonString();
    }

    private static Manifest Read(string text)
    {
        var result = ManifestReader.ReadText(text);
        return result is ManifestResult.Valid valid ? valid.Manifest : throw new InvalidOperationException(string.Join('\n', ((ManifestResult.Invalid)result).Problems));
    }

    private static string[] Describe(Manifest manifest) =>
        [.. manifest.Events.Select(e => $"{e.Contract} {e.Event.Topic} {string.Join("; ", e.Effects.Select(f => $"{f.Kind.Name} {string.Join(' ', f.Sources)}"))}").Order(StringComparer.Ordinal)];

    private static string Plain(JsonObject effect) => string.Join(' ', effect.Select(member =>
        member.Key == "effect" ? (string)member.Value!
        : member.Value is JsonObject constant ? $"{member.Key}={constant["literal"]!.ToJsonString().Replace('"', '\'')}" : $"{member.Key}={(string)member.Value!}"));

    // The JSON ABI of events written as Solidity has them; one tuple deep.
    private static string Abi(params string[] signatures) => new JsonArray([.. signatures.Select(signature =>
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        return (JsonNode)new JsonObject { ["type"] = "event", ["name"] = signature[..open], ["anonymous"] = false, ["inputs"] = Inputs(signature[(open + 1)..^1]) };
    })]).ToJsonString();

    private static JsonArray Inputs(string list)
    {
        var inputs = new JsonArray();
        if (list.StartsWith('('))
        {
            var end = list.IndexOf(')', StringComparison.Ordinal);
            var rest = list[(end + 1)..];
            var comma = rest.IndexOf(',', StringComparison.Ordinal);
            inputs.Add(new JsonObject { ["type"] = "tuple", ["name"] = rest[..comma].Trim(), ["components"] = Inputs(list[1..end]) });
            list = rest[(comma + 1)..];
        }

        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ');
            inputs.Add(new JsonObject { ["type"] = words[0], ["name"] = words.Length > 1 ? words[^1] : "", ["indexed"] = words.Contains("indexed") });
        }

        return inputs;
    }
}
