using System.Net;
using System.Text;
using Isotherm.Chains.Evm;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Chains.Tests.Evm;

public sealed class JsonRpcClientTests
{
    private static readonly Uri Endpoint = new("http://node.example:8545/secret-key");

    [Fact]
    public async Task An_answer_is_the_result_member()
    {
        using var rpc = Client("""{"jsonrpc":"2.0","id":1,"result":"0x7a69"}""");
        var answer = Assert.IsType<RpcResult.Answer>(await rpc.CallAsync("eth_chainId", [], TestContext.Current.CancellationToken));
        Assert.Equal("0x7a69", answer.Value.GetString());
    }

    [Fact]
    public async Task A_refusal_is_a_value_even_with_status_400()
    {
        using var rpc = Client("""{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"query returned more than 10000 results"}}""", HttpStatusCode.BadRequest);
        var refused = Assert.IsType<RpcResult.Refused>(await rpc.CallAsync("eth_getLogs", [], TestContext.Current.CancellationToken));
        Assert.Equal((-32005, "query returned more than 10000 results"), (refused.Code, refused.Message));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":"0x1"}""", HttpStatusCode.OK, RpcFailure.Malformed)]
    [InlineData("""{"jsonrpc":"2.0","id":"1","result":"0x1"}""", HttpStatusCode.OK, RpcFailure.Malformed)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", HttpStatusCode.OK, RpcFailure.Malformed)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"resu""", HttpStatusCode.OK, RpcFailure.Malformed)]
    [InlineData("[]", HttpStatusCode.OK, RpcFailure.Malformed)]
    [InlineData("<html>", HttpStatusCode.BadGateway, RpcFailure.HttpStatus)]
    [InlineData("slow down", HttpStatusCode.TooManyRequests, RpcFailure.RateLimited)]
    public async Task Whatever_is_not_an_answer_is_a_failure_of_its_kind(string body, HttpStatusCode status, RpcFailure kind)
    {
        using var rpc = Client(body, status);
        var failed = Assert.IsType<RpcResult.Failed>(await rpc.CallAsync("eth_chainId", [], TestContext.Current.CancellationToken));
        Assert.Equal(kind, failed.Kind);
    }

    [Fact]
    public async Task A_message_never_repeats_the_endpoints_path()
    {
        using var rpc = Client("<html>", HttpStatusCode.BadGateway);
        var failed = Assert.IsType<RpcResult.Failed>(await rpc.CallAsync("eth_chainId", [], TestContext.Current.CancellationToken));
        Assert.Contains("http://node.example:8545", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_over_the_limit_is_not_read_to_its_end()
    {
        using var rpc = Client(new string(' ', 2000), options: new JsonRpcOptions { MaxResponseBytes = 1000 });
        var failed = Assert.IsType<RpcResult.Failed>(await rpc.CallAsync("eth_chainId", [], TestContext.Current.CancellationToken));
        Assert.Equal(RpcFailure.TooLarge, failed.Kind);
    }

    [Fact]
    public async Task Silence_ends_at_the_time_limit()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        using var rpc = new JsonRpcClient(Endpoint, new JsonRpcOptions { Handler = _ => new SilentHandler(asked) }, time);
        var call = rpc.CallAsync("eth_chainId", [], TestContext.Current.CancellationToken);
        await asked.Task;
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(RpcFailure.TimedOut, Assert.IsType<RpcResult.Failed>(await call).Kind);
    }

    [Fact]
    public async Task A_refused_connection_is_a_value()
    {
        using var rpc = new JsonRpcClient(new Uri("http://127.0.0.1:1"));
        Assert.Equal(RpcFailure.Unreachable, Assert.IsType<RpcResult.Failed>(await rpc.CallAsync("eth_chainId", [], TestContext.Current.CancellationToken)).Kind);
    }

    [Fact]
    public async Task A_batch_in_another_order_comes_back_in_ours()
    {
        using var rpc = Client("""[{"id":2,"result":"b"},{"id":1,"error":{"code":3,"message":"execution reverted"}},{"id":3,"result":null}]""");
        var results = await rpc.BatchAsync([new("a"), new("b"), new("c")], TestContext.Current.CancellationToken);
        Assert.Equal(3, Assert.IsType<RpcResult.Refused>(results[0]).Code);
        Assert.Equal("b", results[1].ValueOrNull?.GetString());
        Assert.IsType<RpcResult.Answer>(results[2]);
        Assert.Null(results[2].ValueOrNull);
    }

    [Theory]
    [InlineData("""[{"id":1,"result":"a"},{"id":1,"result":"b"}]""")]
    [InlineData("""[{"id":1,"result":"a"},{"id":9,"result":"b"}]""")]
    [InlineData("""[{"id":1,"result":"a"},{"result":"b"}]""")]
    public async Task A_batch_with_a_foreign_or_double_id_is_not_believed_at_all(string body)
    {
        using var rpc = Client(body);
        var results = await rpc.BatchAsync([new("a"), new("b")], TestContext.Current.CancellationToken);
        Assert.All(results, r => Assert.Equal(RpcFailure.Malformed, Assert.IsType<RpcResult.Failed>(r).Kind));
    }

    [Fact]
    public async Task A_batch_that_lacks_an_id_fails_only_there()
    {
        using var rpc = Client("""[{"id":2,"result":"b"}]""");
        var results = await rpc.BatchAsync([new("a"), new("b")], TestContext.Current.CancellationToken);
        Assert.IsType<RpcResult.Failed>(results[0]);
        Assert.IsType<RpcResult.Answer>(results[1]);
    }

    [Fact]
    public async Task A_long_batch_is_cut_at_the_limit()
    {
        var bodies = new List<string>();
        var handler = new BodyHandler(request =>
        {
            bodies.Add(request);
            using var asked = System.Text.Json.JsonDocument.Parse(request);
            return "[" + string.Join(',', asked.RootElement.EnumerateArray().Select(e => $$"""{"id":{{e.GetProperty("id")}},"result":{{e.GetProperty("params")[0]}}}""")) + "]";
        });
        using var rpc = new JsonRpcClient(Endpoint, new JsonRpcOptions { MaxBatch = 10, Handler = _ => handler });
        var results = await rpc.BatchAsync([.. Enumerable.Range(0, 25).Select(i => new RpcCall("echo", i))], TestContext.Current.CancellationToken);
        Assert.Equal(3, bodies.Count);
        Assert.Equal(Enumerable.Range(0, 25), results.Select(r => r.ValueOrNull!.Value.GetInt32()));
    }

    private static JsonRpcClient Client(string body, HttpStatusCode status = HttpStatusCode.OK, JsonRpcOptions? options = null) =>
        new(Endpoint, (options ?? new JsonRpcOptions()) with { Handler = _ => new BodyHandler(_ => body, status) });

    private sealed class BodyHandler(Func<string, string> answer, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new(status) { Content = new StringContent(answer(await request.Content!.ReadAsStringAsync(cancellationToken)), Encoding.UTF8, "application/json") };
    }

    private sealed class SilentHandler(TaskCompletionSource asked) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            asked.SetResult();
            return await never.Task.WaitAsync(cancellationToken);
        }
    }
}
