using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Following;

/// <summary>Ranges that would hold many logs are read in parts, two under way: the steps are the same as without.</summary>
public sealed class DenseRangeTests
{
    private static readonly ChainFollowerOptions InParts = new() { LogsPerAnswer = 7, BackfillChunk = 40 };

    [Fact]
    public async Task Parts_give_the_same_steps_as_one_answer()
    {
        var chain = new FakeChain(150);
        await using var whole = new Rig(new FakeNode(chain));
        await whole.ToHeadAsync(chain);
        var node = new FakeNode(chain);
        await using var parts = new Rig(node, options: InParts);
        await parts.ToHeadAsync(chain);
        parts.AssertHolds(chain);
        Assert.Equal(whole.Steps.OfType<ChainStep.Extend>().Select(s => s.Block), parts.Steps.OfType<ChainStep.Extend>().Select(s => s.Block));
        Assert.Equal(whole.Steps.OfType<ChainStep.Extend>().SelectMany(s => s.Facts), parts.Steps.OfType<ChainStep.Extend>().SelectMany(s => s.Facts));
        Assert.InRange(node.Ranges.Max(r => r.To - r.From + 1), 40UL, 40UL); // the first range, before the chain's density is known
        Assert.All(node.Ranges.Skip(1), r => Assert.InRange(r.To - r.From + 1, 1UL, 7UL));
    }

    [Fact]
    public async Task A_feed_by_events_is_carried_from_part_to_part()
    {
        var chain = new FakeChain(150);
        await using var whole = new Rig(new FakeNode(chain) { StateFrom = 149 });
        await whole.ToHeadAsync(chain);
        await using var parts = new Rig(new FakeNode(chain) { StateFrom = 149 }, options: InParts);
        await parts.ToHeadAsync(chain);
        Assert.Equal(whole.Steps.OfType<ChainStep.Extend>().Select(s => s.Block), parts.Steps.OfType<ChainStep.Extend>().Select(s => s.Block));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task A_node_that_refuses_even_parts_is_asked_for_less(int most)
    {
        var chain = new FakeChain(120);
        var node = new FakeNode(chain)
        {
            Tamper = (method, parameters, answer) => method == "eth_getLogs" && parameters[0]!["fromBlock"] is not null && answer!.AsArray().Count > most ? FakeNode.Refusal(-32005, "query returned more than 10000 results") : answer,
        };
        await using var rig = new Rig(node, options: InParts);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(12)]
    public async Task A_part_that_lies_is_not_believed_and_the_good_ones_before_it_are(int call)
    {
        var chain = new FakeChain(120);
        var calls = 0;
        var node = new FakeNode(chain)
        {
            Tamper = (method, parameters, answer) =>
            {
                if (method == "eth_getLogs" && parameters[0]!["fromBlock"] is not null && ++calls == call)
                {
                    answer!.AsArray()[0]!["blockHash"] = FakeChain.Word(1);
                }

                return answer;
            },
        };
        await using var rig = new Rig(node, options: InParts);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
        Assert.True(calls > call);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task A_reorganisation_between_two_parts_ends_on_the_new_branch(int call)
    {
        var chain = new FakeChain(150);
        var calls = 0;
        var node = new FakeNode(chain)
        {
            Before = method =>
            {
                if (method == "eth_getLogs" && ++calls == call)
                {
                    chain.Reorganise(100, 101);
                }
            },
        };
        await using var rig = new Rig(node, options: InParts);
        await rig.UntilAsync(() => calls >= call);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }
}
