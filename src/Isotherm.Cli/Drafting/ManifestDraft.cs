using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isotherm.Cli.Drafting;

/// <summary>Writes a manifest's text out of what an ABI and a node tell. What neither tells is a placeholder that <c>check</c> refuses, or a usual value that is noted.</summary>
internal sealed class ManifestDraft(InitRequest request, AbiContract contract, NodeFacts? node, IReadOnlyList<DraftedEvent> events)
{
    private const string NotFilled = "0x0000000000000000000000000000000000000000";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<string> _notes = [];

    /// <summary>Values that stand in for what nobody told, in the order in which they are written.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The manifest's text, with a line end.</summary>
    public string Write()
    {
        var manifest = new JsonObject();
        var folder = Path.GetDirectoryName(Path.GetFullPath(request.Output ?? "."));
        if (request.Output is not null && File.Exists(Path.Combine(folder!, "manifest.schema.json")))
        {
            manifest["$schema"] = "./manifest.schema.json";
        }

        manifest["schemaVersion"] = Chains.Manifests.ManifestReader.SchemaVersion;
        manifest["id"] = request.Id ?? Noted(IdOf(contract.Name), contract.Name is null ? "id: new-network stands in" : "id: taken from the contract's name");
        manifest["name"] = request.Name ?? Noted(contract.Name ?? "New network", contract.Name is null ? "name: New network stands in" : "name: taken from the contract's name");
        manifest["chain"] = Chain();
        manifest["contracts"] = Contracts();
        manifest["token"] = Token();
        Rules(manifest);
        if (ActionDraft.Of(contract, _notes) is { } actions)
        {
            manifest["actions"] = actions;
        }

        manifest["events"] = new JsonArray([.. events.Select(Event)]);
        return manifest.ToJsonString(Indented) + "\n";
    }

    private JsonObject Chain()
    {
        var chain = new JsonObject { ["chainId"] = node?.ChainId ?? Noted(0UL, "chain.chainId: not filled yet") };
        if (node?.GenesisHash is { } genesis)
        {
            chain["genesisHash"] = genesis;
        }

        chain["blockTime"] = node?.BlockTimeSeconds ?? Noted(12.0, "chain.blockTime: 12 s stands in; no node said how fast its blocks are");
        chain["confirmations"] = 1;
        var endpoint = request.Node?.OriginalString ?? Noted("http://127.0.0.1:8545", "chain.endpoints: a node on this machine stands in");
        chain["endpoints"] = new JsonArray(new JsonObject { ["http"] = endpoint });
        chain["startBlock"] = node?.DeployedAt ?? Noted(0UL, "chain.startBlock: 0 stands in; the block of the deployment saves reading what came before");
        return chain;
    }

    private JsonObject Contracts()
    {
        var contracts = new JsonObject { ["settlement"] = Address(request.Address) };
        if (Getters.Token(contract) is not null)
        {
            contracts["token"] = Address(node?.Token?.Address);
        }

        return contracts;
    }

    private JsonObject Token() => new()
    {
        ["symbol"] = node?.Token?.Symbol is { Length: > 0 and <= 16 } symbol ? symbol : Noted("TOKEN", "token.symbol: TOKEN stands in"),
        ["decimals"] = node?.Token?.Decimals ?? Noted(18, "token.decimals: 18 stands in; ask the token's decimals()"),
    };

    private void Rules(JsonObject manifest)
    {
        var isUsd = Getters.TokenFeed(contract) is not null;
        var modelsGas = Getters.ModelsGas(contract);
        manifest["requirement"] = new JsonObject { ["currency"] = isUsd ? "USD" : "token" };
        _notes.Add(isUsd ? "requirement.currency: USD, since the contract names a price feed" : "requirement.currency: token, since the contract names no price feed");
        manifest["thresholds"] = new JsonObject { ["warning"] = Threshold("warning", "1.5"), ["critical"] = Threshold("critical", "1.2") };
        manifest["gas"] = modelsGas ? new JsonObject { ["model"] = "modelled", ["settlementGas"] = Number("settlementGas", 120_000) } : "none";
        if (!modelsGas)
        {
            _notes.Add("gas: none, since the contract names no settlement gas or no feed of the gas token");
        }

        manifest["maxAge"] = Number("maxAge", 3_600);
        manifest["recoveryWindow"] = Number("recoveryWindow", 0);
        if (isUsd || modelsGas)
        {
            var feeds = new JsonObject { ["token"] = Feed("token", node?.TokenFeed) };
            if (modelsGas)
            {
                feeds["native"] = Feed("native", node?.NativeFeed);
            }

            manifest["feeds"] = feeds;
        }
    }

    private string Threshold(string name, string usual) => node?.Numbers.TryGetValue(name + "Bps", out var bps) == true
        ? (bps / 10_000m).ToString("0.####", CultureInfo.InvariantCulture)
        : Noted(usual, $"thresholds.{name}: {usual} stands in");

    private ulong Number(string name, ulong usual) => node?.Numbers.TryGetValue(name, out var number) == true ? number : Noted(usual, $"{name}: {usual} stands in");

    private JsonObject Feed(string name, NodeFacts.ContractFacts? facts) => new()
    {
        ["address"] = facts?.Address ?? NotFilled,
        ["decimals"] = facts?.Decimals ?? Noted(8, $"feeds.{name}.decimals: 8 stands in; ask the feed's decimals()"),
        ["read"] = "view",
    };

    private static JsonObject Address(string? address) => new() { ["address"] = address ?? NotFilled };

    private static JsonObject Event(DraftedEvent drafted) => new()
    {
        ["contract"] = "settlement",
        ["signature"] = drafted.Signature,
        ["effects"] = new JsonArray([.. drafted.Effects.Select(e => e.ToJson())]),
    };

    private static string IdOf(string? name)
    {
        var id = string.Join('-', Words.Of(name ?? "new-network"));
        return id.Length is > 0 and <= 32 ? id : "new-network";
    }

    private T Noted<T>(T value, string note)
    {
        _notes.Add(note);
        return value;
    }
}
