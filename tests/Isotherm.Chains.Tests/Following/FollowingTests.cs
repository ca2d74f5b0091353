using System.Net;
using System.Numerics;
using Isotherm.Chains.Manifests;
using Isotherm.Chains.Tests.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Following;

public sealed class FollowingTests
{
    [Fact]
    public async Task From_nothing_to_the_head_every_block_comes_once_with_facts_and_feeds()
    {
        var chain = new FakeChain(60);
        await using var rig = new Rig(new FakeNode(chain));
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
        Assert.Equal(60, rig.Steps.Count);
        Assert.All(rig.Steps.Take(59), s => Assert.False(((ChainStep.Extend)s).AtHead));
        Assert.True(((ChainStep.Extend)rig.Steps[^1]).AtHead);
        foreach (var block in chain.Canonical.Skip(1))
        {
            AssertRead(block, rig.Extends[block.Hash]);
        }

        await rig.StatusAsync(s => s.Phase == FollowerPhase.Following);
        Assert.Equal((31337UL, chain.Canonical[0].Hash, 28UL, 0UL), (rig.Status.ChainId, rig.Status.GenesisHash, rig.Status.Safe, rig.Status.Finalized));
        Assert.Equal("http://node0.example", Assert.Single(rig.Status.Endpoints).Name);
    }

    [Fact]
    public async Task New_blocks_come_one_by_one_and_at_head()
    {
        var chain = new FakeChain(3);
        await using var rig = new Rig(new FakeNode(chain));
        await rig.ToHeadAsync(chain);
        for (var i = 0; i < 5; i++)
        {
            chain.Mine(1);
            var extend = Assert.IsType<ChainStep.Extend>(await rig.StepAsync());
            Assert.True(extend.AtHead);
            AssertRead(chain.Head, extend);
        }
    }

    [Fact]
    public async Task A_new_block_does_not_wait_for_the_tags()
    {
        var chain = new FakeChain(40);
        var asked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var node = new FakeNode(chain)
        {
            Tamper = (method, parameters, answer) =>
            {
                asked.Enqueue(method == "eth_getBlockByNumber" ? (string)parameters[0]! : method);
                return answer;
            },
        };
        await using var rig = new Rig(node);
        await rig.ToHeadAsync(chain);
        await rig.StatusAsync(s => s.Safe == 8);
        asked.Clear();

        chain.Mine(1);
        Assert.IsType<ChainStep.Extend>(await rig.StepAsync());
        await rig.StatusAsync(s => s.Safe == 9);

        var order = asked.Where(question => question is "eth_getLogs" or "safe").ToArray();
        Assert.Equal(["eth_getLogs", "safe"], order);
    }

    [Fact]
    public async Task Blocks_that_come_without_a_rest_do_not_leave_the_tags_behind()
    {
        var chain = new FakeChain(40);
        var node = new FakeNode(chain);
        await using var rig = new Rig(node);
        await rig.ToHeadAsync(chain);
        await rig.StatusAsync(s => s.Safe == 8);
        // From here on each look at the head finds a new one.
        node.Tamper = (method, parameters, answer) =>
        {
            if (method == "eth_getBlockByNumber" && (string)parameters[0]! == "latest")
            {
                chain.Mine(1);
            }

            return answer;
        };
        for (var i = 0; i < 40; i++)
        {
            await rig.StepAsync();
        }

        Assert.InRange(rig.Status.Safe!.Value, rig.Status.Head!.Number - 32 - 8, rig.Status.Head.Number);
    }

    [Fact]
    public async Task A_node_on_another_chain_is_refused_until_it_is_the_right_one()
    {
        var node = new FakeNode(new FakeChain(5)) { ChainId = 1 };
        await using var rig = new Rig(node);
        await rig.StatusAsync(s => s.Phase == FollowerPhase.Refused);
        Assert.Equal("http://node0.example is on chain 1; expected chain 31337, as the manifest of 'demo' says.", rig.Status.Problem);
        Assert.NotNull(rig.Status.ProblemSince);
        node.ChainId = 31337;
        await rig.ToHeadAsync(node.Chain);
        Assert.Null(rig.Status.Problem);
    }

    [Fact]
    public async Task Another_genesis_than_the_data_directorys_is_refused()
    {
        await using var rig = new Rig(new FakeNode(new FakeChain(5)), genesis: "0x" + new string('a', 64));
        await rig.StatusAsync(s => s.Phase == FollowerPhase.Refused);
        Assert.Contains("with which the data directory was made", rig.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_code_at_the_address_is_refused_until_the_contract_is_there()
    {
        var node = new FakeNode(new FakeChain(5)) { Code = "0x" };
        await using var rig = new Rig(node);
        await rig.StatusAsync(s => s.Phase == FollowerPhase.Refused);
        Assert.Contains($"no contract at {DemoManifest.Settlement}; expected 'settlement'", rig.Status.Problem, StringComparison.Ordinal);
        node.Code = "0x60";
        await rig.ToHeadAsync(node.Chain);
    }

    [Fact]
    public async Task A_feed_with_other_decimals_is_refused()
    {
        var node = new FakeNode(new FakeChain(5)) { Decimals = 18 };
        await using var rig = new Rig(node);
        await rig.StatusAsync(s => s.Phase == FollowerPhase.Refused);
        Assert.Contains("has 18 decimals; expected 8", rig.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_with_other_decimals_is_refused()
    {
        await using var rig = new Rig(new FakeNode(new FakeChain(5)) { TokenDecimals = 6 });
        await rig.StatusAsync(s => s.Phase == FollowerPhase.Refused);
        Assert.Contains($"The token at {DemoManifest.Token} has 6 decimals; expected 18", rig.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_the_contracts_code_cannot_emit_is_refused()
    {
        var others = DemoManifest.Manifest.Events.Where(e => e.Event.Name != "Cured").Select(e => "7f" + e.Event.Topic[2..]);
        await using var rig = new Rig(new FakeNode(new FakeChain(5)) { Code = "0x" + string.Concat(others) });
        await rig.StatusAsync(s => s.Phase == FollowerPhase.Refused);
        Assert.Equal(
            $"the code of 'settlement' at {DemoManifest.Settlement} has no event Cured(uint256,address); expected the signature of one that it emits, as the manifest of 'demo' says.",
            rig.Status.Problem);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public async Task A_log_that_does_not_decode_stops_at_the_block_before(int after)
    {
        var chain = new FakeChain(after);
        chain.MineWith(FakeChain.Stake(1) with { Data = [1, 2, 3] });
        chain.Mine(after);
        var node = new FakeNode(chain);
        await using var rig = new Rig(node);
        await rig.UntilAsync(() => rig.Held.Count == after);
        await rig.StatusAsync(s => s.Problem is not null);
        Assert.Contains($"Log 0 of block {after + 1} does not decode as 'Staked(uint256,uint256,address,uint256,uint256)'", rig.Status.Problem, StringComparison.Ordinal);
        Assert.Equal((ulong)after, rig.Held[^1].Number);
        chain.Reorganise(after + 1, after + 2);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }

    [Fact]
    public async Task A_node_that_is_down_is_a_problem_that_goes_by_itself()
    {
        var node = new FakeNode(new FakeChain(5)) { Http = () => throw new HttpRequestException("refused") };
        await using var rig = new Rig(node);
        await rig.StatusAsync(s => s.Problem is not null);
        Assert.Equal(FollowerPhase.Connecting, rig.Status.Phase);
        Assert.Contains("http://node0.example cannot be reached", rig.Status.Problem, StringComparison.Ordinal);
        Assert.Equal("failing", rig.Status.Endpoints[0].State);
        node.Http = null;
        await rig.ToHeadAsync(node.Chain);
        Assert.Equal("ok", rig.Status.Endpoints[0].State);
    }

    [Fact]
    public async Task The_second_endpoint_takes_over_when_the_first_limits_us()
    {
        var chain = new FakeChain(5);
        var first = new FakeNode(chain) { Http = () => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent("slow down") } };
        await using var rig = new Rig([first, new FakeNode(chain)]);
        await rig.ToHeadAsync(chain);
        Assert.Equal(["failing", "ok"], rig.Status.Endpoints.Select(e => e.State));
        Assert.Contains("429", rig.Status.Endpoints[0].LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_reverts_is_a_missing_reading_and_not_a_stop()
    {
        var chain = new FakeChain(3);
        await using var rig = new Rig(new FakeNode(chain) { FeedReverts = true });
        await rig.ToHeadAsync(chain);
        Assert.All(rig.Extends.Values, e => Assert.Null(e.Block.TokenPrice));
    }

    [Fact]
    public async Task Where_old_state_is_gone_rounds_are_read_from_events()
    {
        var chain = new FakeChain(3);
        chain.MineWith(FakeChain.Round(DemoManifest.TokenFeed, -5, 9, 77));
        chain.Mine(40);
        chain.MineWith(FakeChain.Round(DemoManifest.TokenFeed, 6, 10, 88), FakeChain.Round(DemoManifest.TokenFeed, 7, 11, 89), FakeChain.Round(DemoManifest.NativeFeed, 8, 1, 90));
        chain.Mine(60);
        await using var rig = new Rig(new FakeNode(chain) { StateFrom = 80 }, options: new ChainFollowerOptions { BackfillChunk = 20 });
        await rig.ToHeadAsync(chain);
        Assert.Null(TokenAt(3));
        Assert.Equal(new FeedReading(-5, 8, 77, 9), TokenAt(4));
        Assert.Equal(new FeedReading(-5, 8, 77, 9), TokenAt(44));
        Assert.Equal(new FeedReading(7, 8, 89, 11), TokenAt(45));
        Assert.Equal(new FeedReading(7, 8, 89, 11), TokenAt(79));
        Assert.Equal(1080, TokenAt(80)?.Round);
        Assert.Equal(8, rig.Extends[chain.Canonical[79].Hash].Block.NativePrice?.Value);

        FeedReading? TokenAt(int number) => rig.Extends[chain.Canonical[number].Hash].Block.TokenPrice;
    }

    [Fact]
    public async Task A_feed_by_event_keeps_its_last_round_and_a_reorganisation_takes_it_back()
    {
        var chain = new FakeChain(2);
        await using var rig = new Rig(new FakeNode(chain) { StateFrom = 1_000 }, m => m with { TokenFeed = m.TokenFeed! with { Read = FeedRead.Event }, NativeFeed = null });
        await rig.ToHeadAsync(chain);
        chain.MineWith(FakeChain.Round(DemoManifest.TokenFeed, 5, 1, 50));
        chain.Mine(1);
        await rig.ToHeadAsync(chain);
        Assert.Equal(5, rig.Extends[chain.Head.Hash].Block.TokenPrice?.Value);
        chain.MineWith(FakeChain.Round(DemoManifest.TokenFeed, 6, 2, 60));
        await rig.ToHeadAsync(chain);
        Assert.Equal(6, rig.Extends[chain.Head.Hash].Block.TokenPrice?.Value);
        chain.Reorganise(1, 2);
        await rig.ToHeadAsync(chain);
        Assert.Equal(5, rig.Extends[chain.Head.Hash].Block.TokenPrice?.Value);
        chain.Reorganise(5, 6);
        await rig.ToHeadAsync(chain);
        Assert.Null(rig.Extends[chain.Head.Hash].Block.TokenPrice);
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_known_blocks_and_undoes_what_was_orphaned_meanwhile()
    {
        var chain = new FakeChain(50);
        var known = chain.Canonical.Skip(20).Select(b => new BlockRef(b.Number, b.Hash)).ToArray();
        chain.Reorganise(10, 12);
        await using var rig = new Rig(new FakeNode(chain), known: known, genesis: chain.Canonical[0].Hash);
        Assert.Equal(new ChainStep.Rewind(known[20]), await rig.StepAsync());
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain, from: 20);
    }

    internal static void AssertRead(FakeBlock block, ChainStep.Extend extend)
    {
        Assert.Equal(new BlockHeader(block.Number, block.Hash, block.Parent, block.Timestamp, block.BaseFee), extend.Block.Header);
        Assert.Equal(new FeedReading(block.Price, 8, block.Timestamp, block.Number + 1000), extend.Block.TokenPrice);
        Assert.Equal(extend.Block.TokenPrice, extend.Block.NativePrice);
        Assert.Equal(
            block.Logs.Select(l => (Fact)new Fact.CollateralSet(new NodeId(BigInteger.Parse("0" + l.Topics[1][2..], System.Globalization.NumberStyles.HexNumber, null)), new BigInteger(l.Data.AsSpan(32), true, true))),
            extend.Facts);
    }
}
