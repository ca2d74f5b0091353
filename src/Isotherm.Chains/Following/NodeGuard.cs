using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Feeds;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Following;

/// <summary>Checks that a node is of the chain and has the contracts that a manifest names, before anything it says is believed.</summary>
internal sealed class NodeGuard(Manifest manifest, string? expectedGenesis)
{
    private readonly (string Name, string Address)[] _contracts =
        [.. manifest.Events.Select(e => (e.Contract, e.Address)).Append(("settlement", manifest.Contracts["settlement"])).Distinct()];

    private readonly (string Name, FeedSpec Feed)[] _feeds =
        [.. new[] { ("token", manifest.TokenFeed), ("native", manifest.NativeFeed) }.Where(f => f.Item2 is not null).Select(f => (f.Item1, f.Item2!))];

    /// <summary>The genesis hash, or what is wrong.</summary>
    public async Task<Fetched<string>> CheckAsync(EvmNode node, CancellationToken cancellation)
    {
        RpcCall[] calls =
        [
            new("eth_chainId"),
            new("eth_getBlockByNumber", "0x0", false),
            .. _contracts.Select(c => new RpcCall("eth_getCode", c.Address, "latest")),
            .. _feeds.Select(f => FeedSource.DecimalsCall(f.Feed)),
        ];
        var results = await node.Rpc.BatchAsync(calls, cancellation).ConfigureAwait(false);
        if (!Hex.TryQuantity(results[0].ValueOrNull, out var chainId))
        {
            return Trouble.From(results[0], node.Name, "its chain id");
        }

        if (chainId != manifest.Chain.ChainId)
        {
            return Refuse($"{node.Name} is on chain {chainId}; expected chain {manifest.Chain.ChainId}, as the manifest of '{manifest.Id}' says.");
        }

        if (EvmJson.Header(results[1].ValueOrNull) is not { } genesis)
        {
            return Trouble.From(results[1], node.Name, "block 0");
        }

        if (manifest.Chain.GenesisHash is { } named && named != genesis.Hash)
        {
            return Refuse($"{node.Name} has the genesis block {genesis.Hash}; expected {named}, as the manifest of '{manifest.Id}' says.");
        }

        if (expectedGenesis is { } remembered && !string.Equals(remembered, genesis.Hash, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse($"{node.Name} has the genesis block {genesis.Hash}; expected {remembered}, with which the data directory was made: point it at that chain, or start with a new data directory.");
        }

        return Contracts(node, results) is { } trouble ? trouble : genesis.Hash;
    }

    private Trouble? Contracts(EvmNode node, IReadOnlyList<RpcResult> results)
    {
        for (var i = 0; i < _contracts.Length; i++)
        {
            var result = results[2 + i];
            if (result.ValueOrNull is not { ValueKind: JsonValueKind.String } code)
            {
                return Trouble.From(result, node.Name, $"the code of {_contracts[i].Name}");
            }

            if (code.GetString() is "0x" or "0x0" or "")
            {
                return Refuse($"{node.Name} has no contract at {_contracts[i].Address}; expected '{_contracts[i].Name}' of the manifest of '{manifest.Id}' there.");
            }
        }

        for (var i = 0; i < _feeds.Length; i++)
        {
            var result = results[2 + _contracts.Length + i];
            if (result is RpcResult.Failed)
            {
                return Trouble.From(result, node.Name, $"the decimals of feed '{_feeds[i].Name}'");
            }

            if (FeedSource.ReadDecimals(result) is var decimals && decimals != _feeds[i].Feed.Decimals)
            {
                var said = decimals is null ? "does not answer decimals()" : $"has {decimals} decimals";
                return Refuse($"Feed '{_feeds[i].Name}' at {_feeds[i].Feed.Address} {said}; expected {_feeds[i].Feed.Decimals}, as the manifest of '{manifest.Id}' says.");
            }
        }

        return null;
    }

    private static Trouble Refuse(string message) => new(TroubleKind.Refused, message);
}
