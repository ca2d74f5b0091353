using System.Text.Json.Nodes;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.CommandLine;

/// <summary><c>isotherm manifest check</c> against a real node: what fits is said to fit, and each thing that does not has its place.</summary>
public sealed class ManifestCheckTests
{
    private const int Problems = 1;
    private const string Warning = "warning: ";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manifest_that_fits_its_chain_agrees_with_it_by_either_way()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        ManifestFolder folder = new(data.Path, (await SmallNetwork.MakeAsync(node, 8, Ct)).Contracts.ManifestText());
        ulong head = (await node.HeadAsync(Ct)).Number;

        foreach (string[] how in new string[][] { ["--node", node.Http.ToString()], ["--try"] })
        {
            Ran ran = await Ran.Async(["manifest", "check", folder.Good, .. how]);

            Assert.Equal(0, ran.Code);
            Assert.Equal($"{folder.Good}: ok: 'demo', 2 contracts, 21 events, agrees with http://127.0.0.1:{node.Port} at block {head}", ran.Lines[^1]);
            // What never happened on this young chain is told, and what happened is not.
            Assert.All(ran.Lines[..^1], line => Assert.Contains(": warning: ", line, StringComparison.Ordinal));
            Assert.Contains(ran.Lines, line => line.Contains("/signature: warning: Liquidated did not occur in blocks ", StringComparison.Ordinal));
            Assert.DoesNotContain(ran.Lines, line => line.Contains("warning: ClusterRegistered", StringComparison.Ordinal));
            Assert.Contains("reading events, block ", ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_node_contradicts_is_told_with_line_and_pointer()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        ManifestFolder folder = new(data.Path, network.Contracts.ManifestText());
        string nobody = "0x" + new string('9', 40);
        ulong start = network.Contracts.StartBlock;
        (string Id, Action<JsonNode> Change, string Pointer, string Message)[] contradictions =
        [
            ("chain", m => m["chain"]!["chainId"] = 99, "/chain/chainId", "is on chain 31337; expected chain 99"),
            ("genesis", m => m["chain"]!["genesisHash"] = "0x" + new string('a', 64), "/chain/genesisHash", "expected 0xaaaa"),
            ("code", m => m["contracts"]!["settlement"]!["address"] = nobody, "/contracts/settlement/address", $"has no contract at {nobody}; expected 'settlement' there"),
            ("other", m => m["contracts"]!["token"]!["address"] = nobody, "/contracts/token/address", $"has no contract at {nobody}; expected 'token' there"),
            ("token", m => m["token"]!["decimals"] = 6, "/token/decimals", "has 18 decimals; expected 6"),
            ("symbol", m => m["token"]!["symbol"] = "WIRE", "/token/symbol", Warning + "found 'WIRE'; the token at"),
            ("feed", m => m["feeds"]!["native"]!["decimals"] = 18, "/feeds/native/decimals", "has 8 decimals; expected 18"),
            ("nofeed", m => m["feeds"]!["token"]!["address"] = network.Contracts.Token, "/feeds/token", Warning + $"the feed at {network.Contracts.Token} gives no answer at block"),
            ("aggregator", m => m["feeds"]!["token"]!["aggregator"] = nobody, "/feeds/token/aggregator", $"has no contract at {nobody}; expected what emits AnswerUpdated there"),
            ("late", m => m["chain"]!["startBlock"] = start + 1, "/chain/startBlock", Warning + $"'settlement' was deployed before block {start + 1} already"),
            ("future", m => m["chain"]!["startBlock"] = 9_999, "/chain/startBlock", "block 9999 is above"),
            ("event", m => ManifestFolder.Event(m, "Cured")["signature"] = "event Cured(uint128 indexed clusterId, address indexed by)", "/events/15/signature", "has no event Cured(uint128,address); expected"),
            ("view", m => m["views"]!["ratio"]!["signature"] = "function ratioAt(uint256 clusterId) view returns (uint256 ratio)", "/views/ratio/signature", "has no function ratioAt(uint256); expected a view of the contract"),
            ("output", m => m["views"]!["requirement"]!["signature"] = "function isLiquidatable(uint256 clusterId) view returns (uint256 a, uint256 b)", "/views/requirement/signature", "expected one output"),
            ("short", m => m["views"]!["queue"] = new JsonObject { ["signature"] = "function requirementOf(uint256 clusterId) view returns (uint8 state, uint256 more)", ["states"] = new JsonArray("none"), ["state"] = "state" }, "/views/queue/signature", "what requirementOf(uint256) answers for cluster 1 does not decode"),
            ("indexed", m => ManifestFolder.Event(m, "NodeAdded")["signature"] = "event NodeAdded(uint256 nodeId, uint256 indexed clusterId, uint256 gpus)", "/events/6/signature", "does not decode as NodeAdded(uint256,uint256,uint256): "),
        ];

        foreach ((string id, Action<JsonNode> change, string pointer, string message) in contradictions)
        {
            string file = folder.Write(id, change);
            Ran ran = await Ran.Async("manifest", "check", file, "--node", node.Http.ToString());

            string place = $"{file}:{ManifestFolder.LineOf(file, pointer)}: {pointer}: ";
            string[] there = [.. ran.Lines.Where(line => line.StartsWith(place, StringComparison.Ordinal))];
            Assert.True(there.Any(line => line.Contains(message, StringComparison.Ordinal)), $"{id}: expected '{place}…{message}', found:\n{string.Join('\n', ran.Lines)}");
            Assert.Equal(id is "symbol" or "late" ? 0 : Problems, ran.Code);
        }
    }

    [Fact]
    public async Task An_answer_that_is_too_old_at_the_head_is_a_warning_with_its_age()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        ManifestFolder folder = new(data.Path, network.Contracts.ManifestText());
        await network.AnswerAsync(SmallNetwork.Usd(8), Ct);
        await node.AdvanceAsync(ReferenceNetwork.MaxAgeSeconds + 40, Ct);
        await node.MineAsync([], Ct);

        Ran ran = await Ran.Async("manifest", "check", folder.Good, "--node", node.Http.ToString());

        Assert.Equal(0, ran.Code);
        string line = Assert.Single(ran.Lines, l => l.Contains(": /feeds/token: ", StringComparison.Ordinal));
        Assert.Matches($"warning: the feed at {network.Contracts.TokenFeed} has an answer of 1[0-9][0-9] s ago at block [0-9]+; expected at most 60 \\(maxAge\\)$", line);
    }
}
