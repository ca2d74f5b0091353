using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Integration.Tests.Keeping;

/// <summary>JSON-RPC in this process that passes calls on to a node: a signer apart, or a node that counts, refuses and is hooked.</summary>
internal sealed class RpcProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private readonly ConcurrentQueue<string> _methods = new();
    private readonly Uri _node;

    private RpcProxy(WebApplication app, Uri node) => (_app, _node) = (app, node);

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Methods that were called, in order.</summary>
    public IReadOnlyCollection<string> Methods => _methods;

    /// <summary>Methods that it does not know (−32601).</summary>
    public HashSet<string> Unknown { get; } = [];

    /// <summary>Runs once, when so many calls of this method were answered and before the last answer is passed back.</summary>
    public (string Method, int Calls, Func<Task> Run)? After { get; set; }

    public static async Task<RpcProxy> StartAsync(Uri node, CancellationToken ct)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        RpcProxy proxy = new(app, node);
        app.MapPost("/", proxy.PassAsync);
        await app.StartAsync(ct);
        proxy.Url = new Uri(app.Urls.Single());
        return proxy;
    }

    public int Count(string method) => _methods.Count(m => m == method);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        JsonNode body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        JsonNode answer = body is JsonArray batch
            ? new JsonArray([.. await AllAsync(batch, context.RequestAborted)])
            : await OneAsync(body, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private async Task<List<JsonNode?>> AllAsync(JsonArray batch, CancellationToken ct)
    {
        List<JsonNode?> answers = [];
        foreach (JsonNode? call in batch)
            answers.Add(await OneAsync(call!, ct));
        return answers;
    }

    private async Task<JsonNode> OneAsync(JsonNode call, CancellationToken ct)
    {
        string method = call["method"]!.GetValue<string>();
        _methods.Enqueue(method);
        if (Unknown.Contains(method))
            return new JsonObject { ["jsonrpc"] = "2.0", ["id"] = call["id"]!.DeepClone(), ["error"] = new JsonObject { ["code"] = -32601, ["message"] = "Method not found" } };
        using StringContent content = new(call.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(_node, content, ct);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct)) ?? throw new JsonException("the node answered null");
        if (After is { } hook && hook.Method == method && Count(method) == hook.Calls)
        {
            await hook.Run();
            After = null;
        }

        return answer;
    }
}
