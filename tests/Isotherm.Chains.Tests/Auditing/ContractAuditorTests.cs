using System.Net;
using Isotherm.Chains.Auditing;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;
using Isotherm.Chains.Tests.Manifests;
using Isotherm.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Chains.Tests.Auditing;

public sealed class ContractAuditorTests
{
    private const string PriceStale = "0x5c1a3b8d";

    private static readonly BlockRef Block = new(9, "0x" + new string('9', 64));
    private static readonly string RatioOf = Hex.Encode([.. DemoManifest.Manifest.Views!.Ratio!.Function.Selector]);
    private static readonly string RequirementOf = Hex.Encode([.. DemoManifest.Manifest.Views!.Requirement!.Function.Selector]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_view_of_every_cluster_is_asked_at_the_blocks_hash()
    {
        var node = new ViewNode
        {
            View = data => data.StartsWith(RatioOf, StringComparison.Ordinal) ? ViewNode.Word(data[^1] - '0')
                : data.StartsWith(RequirementOf, StringComparison.Ordinal) ? ViewNode.Word(40) : ViewNode.Word(2, 1_000, 1_060),
        };

        var answers = await AskAsync(node, 1, 2);

        Assert.Equal(6, answers.Calls);
        Assert.All(node.Calls, call => Assert.Equal(("eth_call", Block.Hash), call));
        var place = new ViewAnswer.Place(2, QueueState.Due, 1_000, 1_060);
        Assert.Equal(
            [
                new ClusterStatement(new ClusterId(1), new ViewAnswer.Number(1), new ViewAnswer.Number(40), place),
                new ClusterStatement(new ClusterId(2), new ViewAnswer.Number(2), new ViewAnswer.Number(40), place),
            ],
            answers.Clusters);
    }

    [Fact]
    public async Task A_revert_is_an_answer_of_the_contract_with_its_error()
    {
        var withData = await RatioAsync(() => ViewNode.Error(3, "execution reverted", PriceStale + new string('0', 64)));
        Assert.Equal(new ViewAnswer.Reverted(PriceStale), withData);
        Assert.Equal(new ViewAnswer.Reverted(""), await RatioAsync(() => ViewNode.Error(-32000, "VM Exception while processing transaction: revert")));
    }

    [Theory]
    [InlineData(-32000, "missing trie node 6f3a (path )")]
    [InlineData(-32000, "header not found")]
    [InlineData(-32001, "resource not found")]
    [InlineData(-32005, "rate limit exceeded")]
    [InlineData(-32003, "out of gas: gas required exceeds allowance")]
    [InlineData(-32602, "invalid argument 1: json: cannot unmarshal object")]
    public async Task A_node_that_can_not_say_is_not_the_contract(int code, string message) =>
        Assert.Equal($"{message} ({code})", Assert.IsType<ViewAnswer.Unavailable>(await RatioAsync(() => ViewNode.Error(code, message))).Why);

    [Fact]
    public async Task Answers_that_are_not_of_the_views_type_are_named_as_such()
    {
        Assert.Contains("31 bytes that are not ratioOf's", Assert.IsType<ViewAnswer.Malformed>(await RatioAsync(() => "0x" + new string('0', 62))).What, StringComparison.Ordinal);
        Assert.IsType<ViewAnswer.Unavailable>(await RatioAsync(() => "pardon"));
        Assert.IsType<ViewAnswer.Unavailable>(await RatioAsync(() => null));

        var queue = (await AskAsync(new ViewNode { View = _ => ViewNode.Word(6, 0, 0) }, 1)).Clusters[0].Queue;
        Assert.Equal(new ViewAnswer.Place(6, null, 0, 0), queue);
        var wide = (await AskAsync(new ViewNode { View = _ => ViewNode.Word(256, 0, 0) }, 1)).Clusters[0].Queue;
        Assert.IsType<ViewAnswer.Malformed>(wide);
    }

    [Fact]
    public async Task An_empty_answer_is_the_contracts_where_it_has_code_and_lost_state_where_it_has_none()
    {
        var kept = new ViewNode { View = _ => "0x" };
        var answers = await AskAsync(kept, 1, 2);
        Assert.All(answers.Clusters, c => Assert.IsType<ViewAnswer.Malformed>(c.Ratio));
        Assert.Equal((7, 1), (answers.Calls, kept.Calls.Count(c => c.Method == "eth_getCode")));

        foreach (var code in new[] { "0x", "" })
        {
            var gone = await AskAsync(new ViewNode { View = _ => "0x", Code = code }, 1);
            Assert.Contains("no code at", Assert.IsType<ViewAnswer.Unavailable>(gone.Clusters[0].Ratio).Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_question_never_makes_more_calls_than_its_budget()
    {
        var node = new ViewNode { View = _ => "0x" };
        using var auditor = Auditor(node, new ContractAuditorOptions { CallBudget = 31 });
        Assert.Equal(10, auditor.MostClusters);

        var answers = await auditor.AskAsync(Block, Clusters(10), Cancellation);

        Assert.Equal((31, 31), (answers.Calls, node.Calls.Count));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => auditor.AskAsync(Block, Clusters(11), Cancellation));
        Assert.Throws<ArgumentException>(() => Auditor(node, new ContractAuditorOptions { CallBudget = 3 }));
    }

    [Fact]
    public async Task A_failing_endpoint_ends_the_question_and_makes_room_for_the_next()
    {
        var broken = new ViewNode { Http = () => Task.FromResult<HttpResponseMessage?>(new(HttpStatusCode.BadGateway)) };
        var good = new ViewNode { View = _ => ViewNode.Word(1, 0, 0) };
        using var auditor = Auditor([broken, good], new ContractAuditorOptions { Rpc = new JsonRpcOptions { MaxBatch = 3 } });

        var first = await auditor.AskAsync(Block, Clusters(4), Cancellation);
        var second = await auditor.AskAsync(Block, Clusters(4), Cancellation);

        Assert.All(first.Clusters, c => Assert.Contains("HTTP status 502", Assert.IsType<ViewAnswer.Unavailable>(c.Queue).Why, StringComparison.Ordinal));
        Assert.Equal((1, 3), (broken.Requests, first.Calls));
        Assert.All(second.Clusters, c => Assert.IsType<ViewAnswer.Number>(c.Ratio));
        Assert.Equal(4, good.Requests);
    }

    [Fact]
    public async Task A_node_that_hangs_costs_the_time_limit_and_no_more()
    {
        var time = new FakeTimeProvider();
        var answered = 0;
        var asked = new TaskCompletionSource();
        var node = new ViewNode { View = _ => ViewNode.Word(1, 0, 0) };
        node.Http = async () =>
        {
            if (answered++ > 0)
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancellation);
            }

            return null;
        };
        using var auditor = Auditor([node], new ContractAuditorOptions { TimeLimit = TimeSpan.FromSeconds(5), Rpc = new JsonRpcOptions { MaxBatch = 3 } }, time);

        var question = auditor.AskAsync(Block, Clusters(3), Cancellation);
        await asked.Task.WaitAsync(Cancellation);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(question.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        var answers = await question;

        Assert.IsType<ViewAnswer.Number>(answers.Clusters[0].Ratio);
        Assert.All(answers.Clusters.Skip(1), c => Assert.Contains("did not answer within 5 s", Assert.IsType<ViewAnswer.Unavailable>(c.Ratio).Why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_callers_cancellation_is_no_answer_of_the_node()
    {
        using var stop = new CancellationTokenSource();
        var node = new ViewNode { Http = async () => { await stop.CancelAsync(); return null; } };
        using var auditor = Auditor(node);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => auditor.AskAsync(Block, Clusters(1), stop.Token));
    }

    [Fact]
    public async Task A_cluster_whose_id_does_not_fit_the_view_is_not_asked_about()
    {
        var manifest = DemoManifest.Manifest with { Views = new ContractViews(DemoManifest.Manifest.Views!.Ratio! with { Function = AbiFunction.Parse("function r(uint8) view returns (uint256)") }, null, null) };
        var node = new ViewNode();
        using var auditor = new ContractAuditor(manifest, new ContractAuditorOptions { Rpc = new JsonRpcOptions { Handler = _ => node } }, TimeProvider.System);

        var answers = await auditor.AskAsync(Block, [new ClusterId(256), new ClusterId(1)], Cancellation);

        Assert.Equal((1, 1), (answers.Calls, node.Calls.Count));
        Assert.Contains("cluster 256 does not fit", Assert.IsType<ViewAnswer.Unavailable>(answers.Clusters[0].Ratio).Why, StringComparison.Ordinal);
        Assert.Equal(new ViewAnswer.Number(7), answers.Clusters[1].Ratio);
    }

    private static async Task<ViewAnswer?> RatioAsync(Func<System.Text.Json.Nodes.JsonNode?> view) =>
        (await AskAsync(new ViewNode { View = _ => view() }, 1)).Clusters[0].Ratio;

    private static async Task<ContractAnswers> AskAsync(ViewNode node, params int[] clusters)
    {
        using var auditor = Auditor(node);
        return await auditor.AskAsync(Block, [.. clusters.Select(c => new ClusterId(c))], Cancellation);
    }

    private static ClusterId[] Clusters(int count) => [.. Enumerable.Range(1, count).Select(i => new ClusterId(i))];

    private static ContractAuditor Auditor(ViewNode node, ContractAuditorOptions? options = null) => Auditor([node], options ?? new ContractAuditorOptions());

    private static ContractAuditor Auditor(ViewNode[] nodes, ContractAuditorOptions options, TimeProvider? time = null)
    {
        var endpoints = nodes.Select((_, i) => new EndpointSpec(new Uri($"http://node{i}.example/key"), null)).ToArray();
        var manifest = DemoManifest.Manifest with { Chain = DemoManifest.Manifest.Chain with { Endpoints = endpoints } };
        var rpc = options.Rpc with { Handler = uri => nodes[uri.Host[4] - '0'] };
        return new ContractAuditor(manifest, options with { Rpc = rpc }, time ?? TimeProvider.System);
    }
}
