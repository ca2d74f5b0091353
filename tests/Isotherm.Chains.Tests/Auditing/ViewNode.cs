using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Isotherm.Chains.Tests.Auditing;

/// <summary>A node that answers view calls as told, through the real client and real JSON.</summary>
internal sealed class ViewNode : HttpMessageHandler
{
    /// <summary>Result or error of an <c>eth_call</c>: the call data, then the answer.</summary>
    public Func<string, JsonNode?> View { get; set; } = _ => Word(7);

    public string Code { get; set; } = "0x60";

    /// <summary>Whole HTTP answers; null for none.</summary>
    public Func<Task<HttpResponseMessage?>> Http { get; set; } = () => Task.FromResult<HttpResponseMessage?>(null);

    /// <summary>Every call: method and the block it names.</summary>
    public List<(string Method, string? BlockHash)> Calls { get; } = [];

    public int Requests { get; private set; }

    public static JsonNode Word(params long[] values) => "0x" + string.Concat(values.Select(v => v.ToString("x64", System.Globalization.CultureInfo.InvariantCulture)));

    public static JsonObject Error(int code, string message, string? data = null) =>
        new() { ["$error"] = new JsonObject { ["code"] = code, ["message"] = message, ["data"] = data } };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        if (await Http().WaitAsync(cancellationToken) is { } replaced)
        {
            return replaced;
        }

        var batch = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsArray();
        var answers = new JsonArray([.. batch.Select(call => Answer(call!.AsObject()))]);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answers.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private JsonObject Answer(JsonObject call)
    {
        var (method, parameters) = (call["method"]!.GetValue<string>(), call["params"]!.AsArray());
        Calls.Add((method, (string?)parameters[1]!["blockHash"]));
        var result = method == "eth_getCode" ? Code : View(parameters[0]!["data"]!.GetValue<string>());
        var isError = result is JsonObject item && item.ContainsKey("$error");
        return new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = call["id"]!.DeepClone(),
            [isError ? "error" : "result"] = isError ? result!["$error"]!.DeepClone() : result,
        };
    }
}
