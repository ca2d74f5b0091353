using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Feeds;
using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Checking;

/// <summary>
/// What a manifest claims about its chain, asked of a node in one batch: chain, genesis, contracts, the events in their code, the
/// units of token and feeds. The follower believes no node before these hold, and <c>isotherm manifest check</c> asks the same.
/// </summary>
internal sealed class NodeClaims(Manifest manifest)
{
    private readonly (string Name, string Address)[] _contracts = [.. manifest.Contracts.Select(c => (c.Key, c.Value))];

    private readonly (string Pointer, string What, string Address, int Decimals)[] _units = [.. Units(manifest)];

    /// <summary>The genesis hash where the node is of the chain, and every claim that does not hold; the first one decides.</summary>
    public async Task<(string? Genesis, IReadOnlyList<NodeFault> Faults)> AskAsync(EvmNode node, CancellationToken cancellation)
    {
        RpcCall[] calls =
        [
            new("eth_chainId"),
            new("eth_getBlockByNumber", "0x0", false),
            .. _contracts.Select(c => new RpcCall("eth_getCode", c.Address, "latest")),
            .. _units.Select(u => FeedSource.DecimalsCall(u.Address)),
        ];
        var results = await node.Rpc.BatchAsync(calls, cancellation).ConfigureAwait(false);
        if (!Hex.TryQuantity(results[0].ValueOrNull, out var chainId))
        {
            return (null, [Unanswered("/chain/endpoints", results[0], node, "its chain id")]);
        }

        if (chainId != manifest.Chain.ChainId)
        {
            return (null, [Refused("/chain/chainId", $"{node.Name} is on chain {chainId}; expected chain {manifest.Chain.ChainId}")]);
        }

        if (EvmJson.Header(results[1].ValueOrNull) is not { } genesis)
        {
            return (null, [Unanswered("/chain/endpoints", results[1], node, "block 0")]);
        }

        if (manifest.Chain.GenesisHash is { } named && named != genesis.Hash)
        {
            return (null, [Refused("/chain/genesisHash", $"{node.Name} has the genesis block {genesis.Hash}; expected {named}")]);
        }

        var codes = results.Skip(2).Take(_contracts.Length).ToArray();
        return (genesis.Hash, [.. Contracts(node, codes), .. Decimals(node, [.. results.Skip(2 + _contracts.Length)]), .. Events(codes)]);
    }

    private static IEnumerable<(string Pointer, string What, string Address, int Decimals)> Units(Manifest manifest)
    {
        if (manifest.TokenFeed is { } token)
        {
            yield return ("/feeds/token/decimals", "Feed 'token'", token.Address, token.Decimals);
        }

        if (manifest.NativeFeed is { } native)
        {
            yield return ("/feeds/native/decimals", "Feed 'native'", native.Address, native.Decimals);
        }

        if (manifest.Contracts.TryGetValue("token", out var address))
        {
            yield return ("/token/decimals", "The token", address, manifest.Rules.TokenDecimals);
        }
    }

    private IEnumerable<NodeFault> Contracts(EvmNode node, RpcResult[] codes)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            var (name, address) = _contracts[i];
            var pointer = $"/contracts/{Escape(name)}/address";
            if (codes[i].ValueOrNull is not { ValueKind: JsonValueKind.String } code)
            {
                yield return Unanswered(pointer, codes[i], node, $"the code of {name}");
            }
            else if (code.GetString() is "0x" or "0x0" or "")
            {
                yield return Refused(pointer, $"{node.Name} has no contract at {address}; expected '{name}' there");
            }
        }
    }

    private IEnumerable<NodeFault> Decimals(EvmNode node, RpcResult[] results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            var (pointer, what, address, expected) = _units[i];
            var decimals = FeedSource.ReadDecimals(results[i]);
            if (results[i] is RpcResult.Failed)
            {
                yield return Unanswered(pointer, results[i], node, $"the decimals of {what}");
            }
            else if (decimals != expected && (decimals is not null || IsFeed(pointer)))
            {
                yield return Refused(pointer, $"{what} at {address} {(decimals is null ? "does not answer decimals()" : $"has {decimals} decimals")}; expected {expected}");
            }
        }
    }

    private IEnumerable<NodeFault> Events(RpcResult[] answers)
    {
        var codes = new Dictionary<string, ContractCode>();
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i].ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryDecode(text.GetString(), out var bytes))
            {
                codes[_contracts[i].Address] = new ContractCode(bytes);
            }
        }

        for (var i = 0; i < manifest.Events.Count; i++)
        {
            var (contract, address, parsed, _) = manifest.Events[i];
            if (codes.TryGetValue(address, out var code) && code.Lacks(Hex.Decode(parsed.Topic)))
            {
                yield return Refused($"/events/{i}/signature", $"the code of '{contract}' at {address} has no event {parsed.Canonical}; expected the signature of one that it emits");
            }
        }
    }

    // A token need not say its decimals (EIP-20: optional); a feed must.
    private static bool IsFeed(string pointer) => pointer.StartsWith("/feeds/", StringComparison.Ordinal);

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static NodeFault Refused(string pointer, string message) => new(pointer, TroubleKind.Refused, message);

    private static NodeFault Unanswered(string pointer, RpcResult result, EvmNode node, string what)
    {
        var trouble = Trouble.From(result, node.Name, what);
        return new NodeFault(pointer, trouble.Kind, trouble.Message.TrimEnd('.'));
    }
}
