using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Tests.Manifests;

namespace Isotherm.Chains.Tests.Following;

/// <summary>A JSON-RPC node over a <see cref="FakeChain"/>, with faults on demand. It answers through the real client and real JSON.</summary>
internal sealed class FakeNode(FakeChain chain) : HttpMessageHandler
{
    private readonly Lock _answering = new();

    public FakeChain Chain { get; } = chain;

    public ulong ChainId { get; set; } = 31337;

    public string Code { get; set; } = "0x60";

    public int Decimals { get; set; } = 8;

    public int TokenDecimals { get; set; } = 18;

    /// <summary>Blocks below this height have no state; a view call there is refused.</summary>
    public ulong StateFrom { get; set; }

    public bool FeedReverts { get; set; }

    /// <summary>Before each call: may change the chain.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>May replace a call's answer: the method, its parameters, the honest answer.</summary>
    public Func<string, JsonArray, JsonNode?, JsonNode?>? Tamper { get; set; }

    /// <summary>May replace a whole HTTP answer.</summary>
    public Func<HttpResponseMessage?>? Http { get; set; }

    public List<string> Methods { get; } = [];

    /// <summary>Ranges that logs were asked for.</summary>
    public List<(ulong From, ulong To)> Ranges { get; } = [];

    public static JsonObject Refusal(int code, string message) => new() { ["$error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        if (Http?.Invoke() is { } replaced)
        {
            return replaced;
        }

        lock (_answering)
        {
            JsonNode answer = body is JsonArray batch ? new JsonArray([.. batch.Select(c => Answer(c!.AsObject()))]) : Answer(body.AsObject());
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json") };
        }
    }

    private JsonObject Answer(JsonObject call)
    {
        var (method, parameters) = (call["method"]!.GetValue<string>(), call["params"]!.AsArray());
        Methods.Add(method);
        Before?.Invoke(method);
        var result = Result(method, parameters);
        result = Tamper is null ? result : Tamper(method, parameters, result);
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = call["id"]!.DeepClone() };
        var isError = result is JsonObject item && item.ContainsKey("$error");
        answer[isError ? "error" : "result"] = isError ? result!["$error"]!.DeepClone() : result;
        return answer;
    }

    private JsonNode? Result(string method, JsonArray parameters) => method switch
    {
        "eth_chainId" => Hex.Quantity(ChainId),
        "eth_getCode" => Code,
        "eth_getBlockByNumber" => Header(Block(parameters[0]!.GetValue<string>())),
        "eth_getLogs" => Logs(parameters[0]!.AsObject()),
        "eth_getBlockReceipts" => Chain.Find(parameters[0]!.GetValue<string>()) is { } block ? new JsonArray(new JsonObject { ["logs"] = LogsOf(block) }) : null,
        "eth_call" => Call(parameters[0]!["to"]!.GetValue<string>(), parameters[0]!["data"]!.GetValue<string>(), parameters[1]!),
        _ => Refusal(-32601, "Method not found"),
    };

    private FakeBlock? Block(string tag)
    {
        var height = tag switch
        {
            "latest" => Chain.Head.Number,
            "safe" => Chain.Head.Number > 32 ? Chain.Head.Number - 32 : 0,
            "finalized" => Chain.Head.Number > 64 ? Chain.Head.Number - 64 : 0,
            _ => ulong.Parse(tag.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        };
        return height < (ulong)Chain.Canonical.Count ? Chain.Canonical[(int)height] : null;
    }

    private static JsonObject? Header(FakeBlock? block) => block is null ? null : new JsonObject
    {
        ["number"] = Hex.Quantity(block.Number),
        ["hash"] = block.Hash,
        ["parentHash"] = block.Parent,
        ["timestamp"] = Hex.Quantity((ulong)block.Timestamp),
        ["baseFeePerGas"] = Hex.Quantity(block.BaseFee),
        ["logsBloom"] = Hex.Encode(block.Bloom),
    };

    private JsonNode Logs(JsonObject filter)
    {
        if (filter["blockHash"]?.GetValue<string>() is { } hash)
        {
            return Chain.Find(hash) is { } block && Chain.IsCanonical(block) ? LogsOf(block) : Refusal(-32000, "unknown block");
        }

        var from = Block(filter["fromBlock"]!.GetValue<string>());
        var to = Block(filter["toBlock"]!.GetValue<string>());
        if (from is not null && to is not null)
        {
            Ranges.Add((from.Number, to.Number));
        }

        return from is null || to is null
            ? Refusal(-32000, "block range extends beyond current head block")
            : new JsonArray([.. Chain.Canonical.Skip((int)from.Number).Take((int)(to.Number - from.Number) + 1).SelectMany(b => LogsOf(b).Select(l => l!.DeepClone()))]);
    }

    private static JsonArray LogsOf(FakeBlock block) => new([.. block.Logs.Select((log, i) => new JsonObject
    {
        ["address"] = log.Address,
        ["topics"] = new JsonArray([.. log.Topics.Select(t => JsonValue.Create(t))]),
        ["data"] = Hex.Encode(log.Data),
        ["blockNumber"] = Hex.Quantity(block.Number),
        ["blockHash"] = block.Hash,
        ["logIndex"] = Hex.Quantity((ulong)i),
        ["removed"] = false,
    })]);

    private JsonNode Call(string to, string data, JsonNode place)
    {
        if (data.StartsWith("0x313ce567", StringComparison.Ordinal))
        {
            return FakeChain.Word(to == DemoManifest.Token ? TokenDecimals : Decimals);
        }

        var block = place is JsonObject at ? Chain.Find(at["blockHash"]!.GetValue<string>()) : Chain.Head;
        return block is null || block.Number < StateFrom ? Refusal(-32000, "missing trie node")
            : FeedReverts ? Refusal(3, "execution reverted")
            : "0x" + string.Concat(new[] { block.Number + 1000, block.Price, block.Timestamp, block.Timestamp, block.Number + 1000 }.Select(v => FakeChain.Word(v)[2..]));
    }
}
