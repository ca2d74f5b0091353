using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Following;

/// <summary>Nodes that err, lag or lie; each class was seen in production somewhere. Nothing wrong may be yielded, and all comes in the end.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("removed", "true")]
    [InlineData("blockHash", "\"0x1111111111111111111111111111111111111111111111111111111111111111\"")]
    [InlineData("blockNumber", "\"0x1\"")]
    [InlineData("address", "\"0x2222222222222222222222222222222222222222\"")]
    [InlineData("logIndex", "null")]
    [InlineData("data", "\"0x0\"")]
    [InlineData("topics", "[]")]
    [InlineData("topics", "[\"0x3333333333333333333333333333333333333333333333333333333333333333\"]")]
    public async Task A_log_with_a_wrong_field_is_not_believed(string field, string value)
    {
        await AssertSurvivesAsync("eth_getLogs", answer =>
        {
            foreach (var log in answer!.AsArray())
            {
                log![field] = JsonNode.Parse(value);
            }

            return answer;
        });
    }

    [Fact]
    public Task A_log_that_comes_twice_is_not_believed() => AssertSurvivesAsync("eth_getLogs", answer => new JsonArray([.. answer!.AsArray().Concat(answer.AsArray()).Select(l => l!.DeepClone())]));

    [Fact]
    public Task A_log_whose_topics_the_bloom_excludes_is_not_believed() => AssertSurvivesAsync("eth_getLogs", answer =>
    {
        foreach (var log in answer!.AsArray())
        {
            log!["topics"]![1] = FakeChain.Word(987_654);
        }

        return answer;
    });

    [Fact]
    public Task An_empty_list_of_logs_that_the_bloom_and_receipts_contradict_is_not_believed() => AssertSurvivesAsync("eth_getLogs", _ => new JsonArray());

    [Fact]
    public Task A_partial_list_of_logs_in_a_range_is_not_believed() => AssertSurvivesAsync("eth_getLogs", answer => new JsonArray([.. answer!.AsArray().Take(answer.AsArray().Count / 2).Select(l => l!.DeepClone())]));

    [Fact]
    public Task A_feed_answered_out_of_the_block_that_comes_next_is_asked_for_again() => AssertSurvivesAsync("eth_call", answer =>
    {
        const int UpdatedAt = 3;
        var words = answer!.GetValue<string>();
        return words[..(2 + (64 * UpdatedAt))] + FakeChain.Word(int.MaxValue)[2..] + words[(2 + (64 * (UpdatedAt + 1)))..];
    });

    [Fact]
    public Task A_header_that_is_null_is_asked_for_again() => AssertSurvivesAsync("eth_getBlockByNumber", _ => null);

    [Fact]
    public Task A_header_of_another_height_is_not_believed() => AssertSurvivesAsync("eth_getBlockByNumber", answer =>
    {
        answer!["number"] = "0x9999";
        return answer;
    });

    [Fact]
    public Task A_header_with_another_parent_is_not_believed() => AssertSurvivesAsync("eth_getBlockByNumber", answer =>
    {
        answer!["parentHash"] = FakeChain.Word(5);
        return answer;
    });

    [Fact]
    public Task A_feed_that_fails_is_asked_again() => AssertSurvivesAsync("eth_call", _ => FakeNode.Refusal(-32000, "header not found"), headOnly: true);

    [Fact]
    public async Task Logs_out_of_order_are_put_in_order()
    {
        var chain = new FakeChain(2);
        chain.MineWith(FakeChain.Stake(1), FakeChain.Stake(2), FakeChain.Stake(3));
        var node = new FakeNode(chain)
        {
            Tamper = (method, _, answer) => method == "eth_getLogs" && answer is JsonArray logs ? new JsonArray([.. logs.Reverse().Select(l => l!.DeepClone())]) : answer,
        };
        await using var rig = new Rig(node);
        await rig.ToHeadAsync(chain);
        FollowingTests.AssertRead(chain.Head, rig.Extends[chain.Head.Hash]);
    }

    [Theory]
    [InlineData(-32005, "query returned more than 10000 results")]
    [InlineData(-32602, "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size, or you can request any block range with a cap of 10K logs in the response.")]
    [InlineData(-32000, "exceed maximum block range: 5000")]
    [InlineData(-32614, "eth_getLogs is limited to a 10,000 range")]
    [InlineData(-32600, "Block range is too wide")]
    [InlineData(-32701, "Please specify address in your request or, to increase the rate limits, use an archive node: range too large")]
    [InlineData(-32000, "query timeout exceeded")]
    [InlineData(35, "ranges over 10000 blocks are not supported on freetier")]
    [InlineData(-32001, "response is too big")]
    [InlineData(-32000, "too many logs requested. Max logs per request is 20000")]
    public async Task A_range_that_a_node_refuses_is_made_smaller(int code, string words)
    {
        var chain = new FakeChain(150);
        var ranges = new List<int>();
        var node = new FakeNode(chain)
        {
            Tamper = (method, parameters, answer) =>
            {
                if (method != "eth_getLogs" || parameters[0]!["fromBlock"] is null)
                {
                    return answer;
                }

                var size = 1 + Height(parameters, "toBlock") - Height(parameters, "fromBlock");
                ranges.Add(size);
                return size > 13 ? FakeNode.Refusal(code, words) : answer;
            },
        };
        await using var rig = new Rig(node);
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
        Assert.Contains(ranges, r => r > 13);
        Assert.True(ranges.Count < 45, $"{ranges.Count} requests");
        Assert.Equal(0, rig.Status.Endpoints.Count(e => e.LastError is not null));
    }

    [Fact]
    public async Task A_range_whose_answer_is_larger_than_the_limit_is_made_smaller()
    {
        var chain = new FakeChain(150);
        await using var rig = new Rig(new FakeNode(chain), options: new ChainFollowerOptions { Rpc = new Isotherm.Chains.Evm.JsonRpcOptions { MaxResponseBytes = 20_000, MaxBatch = 5 } });
        await rig.ToHeadAsync(chain);
        rig.AssertHolds(chain);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "[{\"jsonrpc\":\"2.0\",\"id\":")]
    [InlineData(HttpStatusCode.OK, "[{\"jsonrpc\":\"2.0\",\"id\":123456789,\"result\":\"0x1\"}]")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "<html>")]
    [InlineData(HttpStatusCode.TooManyRequests, "{}")]
    public async Task Broken_HTTP_answers_now_and_then_lose_nothing(HttpStatusCode status, string body)
    {
        var chain = new FakeChain(60);
        var dice = new Random(7);
        var node = new FakeNode(chain) { Http = () => dice.Next(10) < 3 ? new HttpResponseMessage(status) { Content = new StringContent(body) } : null };
        await using var rig = new Rig(node);
        await rig.ToHeadAsync(chain);
        for (var i = 0; i < 5; i++)
        {
            chain.Mine(1);
            await rig.ToHeadAsync(chain);
        }

        rig.AssertHolds(chain);
    }

    private static int Height(JsonArray parameters, string end) => Convert.ToInt32(parameters[0]![end]!.GetValue<string>(), 16);

    // The fault holds for the first answers after the catch-up began, and again at the head.
    private static async Task AssertSurvivesAsync(string method, Func<JsonNode?, JsonNode?> fault, bool headOnly = false)
    {
        var chain = new FakeChain(40);
        var faults = 0;
        var node = new FakeNode(chain);
        node.Tamper = (called, parameters, answer) => called == method && IsAboutBlocks(called, parameters) && (!headOnly || chain.Head.Number > 40) && faults > 0 && faults-- > 0 ? fault(answer?.DeepClone()) : answer;
        await using var rig = new Rig(node);
        faults = headOnly ? 0 : 4;
        await rig.ToHeadAsync(chain);
        Assert.Equal(0, faults);
        for (var i = 0; i < 3; i++)
        {
            faults = 3;
            chain.Mine(2);
            await rig.ToHeadAsync(chain);
            Assert.Equal(0, faults);
        }

        rig.AssertHolds(chain);
        Assert.All(rig.Held, b => FollowingTests.AssertRead(chain.Find(b.Hash)!, rig.Extends[b.Hash]));
        Assert.DoesNotContain(rig.Steps, s => s is ChainStep.Rewind);
    }

    // Leaves the identity check and the tags alone: only what blocks are made of is falsified.
    private static bool IsAboutBlocks(string method, JsonArray parameters) => method switch
    {
        "eth_getBlockByNumber" => (string?)parameters[0] is not ("latest" or "safe" or "finalized" or "0x0"),
        "eth_call" => parameters[1] is JsonObject,
        _ => true,
    };
}
