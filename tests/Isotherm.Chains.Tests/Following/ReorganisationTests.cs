using CsCheck;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Following;

public sealed class ReorganisationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 3)]
    [InlineData(32, 33)]
    [InlineData(40, 90)]
    public async Task A_reorganisation_rewinds_to_the_common_ancestor_and_extends_from_there(int depth, int length)
    {
        var chain = new FakeChain(60);
        await using var rig = new Rig(new FakeNode(chain));
        await rig.ToHeadAsync(chain);
        chain.Reorganise(depth, length);
        Assert.Equal(new ChainStep.Rewind(rig.Held[59 - depth]), await rig.StepAsync());
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }

    [Fact]
    public async Task A_chain_that_comes_back_lower_is_rewound_before_a_new_block_comes()
    {
        var chain = new FakeChain(60);
        await using var rig = new Rig(new FakeNode(chain));
        await rig.ToHeadAsync(chain);
        chain.Drop(20);
        Assert.Equal(new ChainStep.Rewind(rig.Held[39]), await rig.StepAsync());
        rig.AssertHolds(chain);
        chain.Mine(1);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }

    [Fact]
    public async Task A_head_that_is_lower_for_one_answer_only_rewinds_nothing()
    {
        var chain = new FakeChain(60);
        var node = new FakeNode(chain);
        await using var rig = new Rig(node);
        await rig.ToHeadAsync(chain);
        var asked = 0;
        node.Tamper = (method, parameters, answer) => method == "eth_getBlockByNumber" && (string?)parameters[0] == "latest" && ++asked % 2 == 0
            ? System.Text.Json.Nodes.JsonNode.Parse($$"""{"number":"0x28","hash":"{{chain.Canonical[40].Hash}}","parentHash":"{{chain.Canonical[40].Parent}}","timestamp":"0x1"}""")
            : answer;
        await rig.StatusAsync(_ => asked > 20);
        node.Tamper = null;
        chain.Mine(1);
        Assert.IsType<ChainStep.Extend>(await rig.StepAsync());
    }

    [Fact]
    public async Task Back_to_an_earlier_branch_is_a_rewind_like_any_other()
    {
        var chain = new FakeChain(20);
        await using var rig = new Rig(new FakeNode(chain));
        var branchA = chain.Head.Hash;
        await rig.ToHeadAsync(chain);
        chain.Reorganise(4, 5);
        var branchB = chain.Head.Hash;
        await rig.ToHeadAsync(chain);
        chain.SwitchTo(branchA);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
        chain.SwitchTo(branchB);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }

    [Fact]
    public async Task Deeper_than_the_window_it_stops_and_yields_nothing_until_the_chain_is_ours_again()
    {
        var chain = new FakeChain(60);
        await using var rig = new Rig(new FakeNode(chain), options: new ChainFollowerOptions { Window = 16 });
        await rig.ToHeadAsync(chain);
        var ours = chain.Head.Hash;
        chain.Reorganise(20, 25);
        await rig.StatusAsync(s => s.Phase == FollowerPhase.Refused);
        Assert.Contains("has left our chain more than 16 blocks ago", rig.Status.Problem, StringComparison.Ordinal);
        chain.SwitchTo(ours);
        chain.Mine(1);
        Assert.IsType<ChainStep.Extend>(await rig.StepAsync());
        rig.AssertHolds(chain);
    }

    [Fact]
    public async Task Even_the_first_block_may_be_reorganised()
    {
        var chain = new FakeChain(4);
        await using var rig = new Rig(new FakeNode(chain));
        await rig.ToHeadAsync(chain);
        chain.Reorganise(4, 6);
        Assert.Equal(new ChainStep.Rewind(new BlockRef(0, chain.Canonical[0].Hash)), await rig.StepAsync());
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }

    [Fact]
    public async Task The_steps_of_any_history_replay_to_the_nodes_chain()
    {
        // The chain changes between two calls of the follower, so also in the middle of reading a block or a range.
        await Gen.Select(Gen.Int[1, 40], Gen.Select(Gen.Int[0, 5], Gen.Int[1, 32], Gen.Int[0, 34], Gen.Int[1, 30]).Array[1, 25]).SampleAsync(async (start, history) =>
        {
            var chain = new FakeChain(start);
            var node = new FakeNode(chain);
            var branches = new List<string>();
            var (next, calls) = (0, 0);
            node.Before = _ =>
            {
                if (next < history.Length && ++calls >= history[next].Item4)
                {
                    calls = 0;
                    branches.Add(chain.Head.Hash);
                    Change(chain, branches, history[next++]);
                    chain.Mine(next == history.Length ? 1 : 0);
                }
            };
            await using var rig = new Rig(node, options: new ChainFollowerOptions { BackfillChunk = 30, HeadDistance = 8 });
            await rig.UntilAsync(() => next == history.Length && rig.Held.Count > 0 && rig.Held[^1].Hash == chain.Head.Hash);
            rig.AssertHolds(chain);
            Assert.All(rig.Held, b => FollowingTests.AssertRead(chain.Find(b.Hash)!, rig.Extends[b.Hash]));
        }, iter: 60, threads: 1);
    }

    private static void Change(FakeChain chain, List<string> branches, (int Kind, int Depth, int Length, int Wait) step)
    {
        var depth = Math.Min(step.Depth, chain.Canonical.Count - 2);
        switch (step.Kind)
        {
            case 0 or 1:
                chain.Mine(step.Length);
                break;
            case 2:
                chain.Drop(depth);
                break;
            case 3:
                chain.SwitchTo(branches[step.Length % branches.Count]);
                break;
            default:
                chain.Reorganise(depth, step.Length);
                break;
        }
    }
}
