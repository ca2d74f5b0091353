using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;

namespace Isotherm.Cli.Drafting;

/// <summary>Asks a node for what a draft needs of it.</summary>
internal sealed class NodeReader(JsonRpcClient rpc, AbiContract contract, string? address)
{
    private const ulong BlocksForTime = 100;
    private static readonly AbiFunction Decimals = AbiFunction.Parse("function decimals() view returns (uint8)");
    private static readonly AbiFunction Symbol = AbiFunction.Parse("function symbol() view returns (string)");

    /// <summary>The facts, or one sentence that says why there are none.</summary>
    public async Task<(NodeFacts? Facts, string? Problem)> ReadAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        progress.Report($"asking {rpc.Name} for its chain");
        var id = await rpc.CallAsync("eth_chainId", [], cancellation);
        if (!Hex.TryQuantity(id.ValueOrNull, out var chainId))
        {
            return (null, $"{(id.Complaint.Length == 0 ? $"{rpc.Name} did not say its chain id" : id.Complaint)}; expected a node that answers");
        }

        var genesis = await BlockAsync("0x0", cancellation);
        var head = await BlockAsync("latest", cancellation);
        var facts = new NodeFacts { ChainId = chainId, GenesisHash = genesis?.Hash, BlockTimeSeconds = await BlockTimeAsync(head, cancellation) };
        if (address is null || head is null)
        {
            return (facts, null);
        }

        if (!await HasCodeAsync("latest", cancellation))
        {
            return (null, $"{rpc.Name} has no contract at {address}; expected the one that the ABI describes");
        }

        progress.Report("looking for the contract's first block");
        var deployed = await DeployedAtAsync(head.Value.Number, cancellation);
        progress.Report("asking the contract for its token, feeds and rules");
        return (facts with
        {
            DeployedAt = deployed,
            Token = await ContractAsync(Getters.Token(contract), withSymbol: true, cancellation),
            TokenFeed = await ContractAsync(Getters.TokenFeed(contract), withSymbol: false, cancellation),
            NativeFeed = await ContractAsync(Getters.NativeFeed(contract), withSymbol: false, cancellation),
            Numbers = await NumbersAsync(deployed, cancellation),
        }, null);
    }

    private async Task<(ulong Number, ulong Time, string Hash)?> BlockAsync(string tag, CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_getBlockByNumber", [tag, false], cancellation);
        return result.ValueOrNull is { ValueKind: JsonValueKind.Object } block
            && block.TryGetProperty("number", out var number) && Hex.TryQuantity(number, out var height)
            && block.TryGetProperty("timestamp", out var timestamp) && Hex.TryQuantity(timestamp, out var time)
            && block.TryGetProperty("hash", out var hash) && hash.ValueKind == JsonValueKind.String
                ? (height, time, hash.GetString()!) : null;
    }

    private async Task<double?> BlockTimeAsync((ulong Number, ulong Time, string Hash)? head, CancellationToken cancellation)
    {
        // Block 0's time is a constant of the chain, which says nothing about its pace.
        if (head is not { Number: > 1 } last || await BlockAsync(Hex.Quantity(last.Number - Math.Min(BlocksForTime, last.Number - 1)), cancellation) is not { } first)
        {
            return null;
        }

        var mean = (last.Time - first.Time) / (double)(last.Number - first.Number);
        return Math.Clamp(mean < 10 ? Math.Round(mean, 2) : Math.Round(mean), 0.05, 86_400);
    }

    // The first block at whose end there is code; a node without old state cannot tell.
    private async Task<ulong?> DeployedAtAsync(ulong head, CancellationToken cancellation)
    {
        ulong low = 0;
        for (var high = head; low < high;)
        {
            var middle = low + ((high - low) / 2);
            var code = await CodeAsync(Hex.Quantity(middle), cancellation);
            if (code is null)
            {
                return null;
            }

            (low, high) = code.Length > 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private async Task<bool> HasCodeAsync(string tag, CancellationToken cancellation) => await CodeAsync(tag, cancellation) is { Length: > 0 };

    private async Task<byte[]?> CodeAsync(string tag, CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_getCode", [address, tag], cancellation);
        return result.ValueOrNull is { ValueKind: JsonValueKind.String } code && Hex.TryDecode(code.GetString(), out var bytes) ? bytes : null;
    }

    private async Task<NodeFacts.ContractFacts?> ContractAsync(AbiFunction? getter, bool withSymbol, CancellationToken cancellation)
    {
        if (getter is null || await CallAsync(address!, getter, cancellation) is not string named)
        {
            return null;
        }

        var decimals = await CallAsync(named, Decimals, cancellation) is BigInteger number ? (int?)number : null;
        return new NodeFacts.ContractFacts(named, decimals, withSymbol && await CallAsync(named, Symbol, cancellation) is string symbol ? FactText.Clean(symbol) : null);
    }

    // As they were at the deployment, where the node still knows: what changed them since came by events.
    private async Task<Dictionary<string, ulong>> NumbersAsync(ulong? deployed, CancellationToken cancellation)
    {
        var at = deployed is { } block ? Hex.Quantity(block) : "latest";
        var numbers = new Dictionary<string, ulong>();
        foreach (var (word, names) in Getters.Numbers)
        {
            if (contract.Getter(names) is { } getter && await CallAsync(address!, getter, at, cancellation) is BigInteger value && value.Sign >= 0 && value <= uint.MaxValue)
            {
                numbers[word] = (ulong)value;
            }
        }

        return numbers;
    }

    private Task<object?> CallAsync(string to, AbiFunction function, CancellationToken cancellation) => CallAsync(to, function, "latest", cancellation);

    private async Task<object?> CallAsync(string to, AbiFunction function, string at, CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_call", [new { to, data = Hex.Encode(function.Encode()) }, at], cancellation);
        return result.ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryDecode(text.GetString(), out var bytes)
            && function.Decode(bytes) is AbiDecoded.Values values ? values.Items[0] : null;
    }
}
