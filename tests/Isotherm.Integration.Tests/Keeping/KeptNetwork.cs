using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Keeping;

/// <summary>Three clusters of the real contract, their manifest in a file, and what a keeper's test does to them.</summary>
internal sealed class KeptNetwork(SmallNetwork network, string folder)
{
    public static readonly AbiFunction BalanceOf = AbiFunction.Parse("function balanceOf(address account) view returns (uint256 balance)");

    public LocalNode Node => network.Contracts.Node;

    public ReferenceNetwork Contracts => network.Contracts;

    public string Keeper => Contracts.Keeper;

    /// <summary>Another account without any role.</summary>
    public string Rival => Node.Accounts[30];

    /// <summary>The manifest's file.</summary>
    public string File { get; } = Write(folder, network.Contracts.ManifestText());

    public static async Task<KeptNetwork> MakeAsync(LocalNode node, string folder, CancellationToken ct) => new(await SmallNetwork.MakeAsync(node, 8, ct), folder);

    /// <summary>Mines a block with the price in cents: 100 is a ratio of 2, critical is at 60.</summary>
    public Task<string> PriceAsync(int cents, CancellationToken ct) => network.AnswerAsync(cents * SmallNetwork.Usd(8) / 100, ct);

    /// <summary>Mines what waits.</summary>
    public Task MineAsync(CancellationToken ct) => Node.AskAsync("evm_mine", [], ct);

    /// <summary>Mines one block so many seconds after the head.</summary>
    public async Task WaitAsync(int seconds, CancellationToken ct)
    {
        await Node.AdvanceAsync(seconds, ct);
        await MineAsync(ct);
        await Node.AdvanceAsync(1, ct);
    }

    /// <summary>Where a cluster stands, as the contract says.</summary>
    public async Task<QueueState> StateAsync(int cluster, CancellationToken ct) =>
        (QueueState)(int)(BigInteger)(await ViewAsync(Contracts.Settlement, SettlementAbi.QueueOf, ct, cluster))[0];

    public async Task<BigInteger> BalanceAsync(string account, CancellationToken ct) => (BigInteger)(await ViewAsync(Contracts.Token, BalanceOf, ct, account))[0];

    /// <summary>Transactions of an account that are mined, and those with the waiting ones.</summary>
    public async Task<(ulong Mined, ulong Pending)> NoncesAsync(string account, CancellationToken ct)
    {
        Assert.True(Hex.TryQuantity(await Node.AskAsync("eth_getTransactionCount", [account, "latest"], ct), out ulong mined));
        Assert.True(Hex.TryQuantity(await Node.AskAsync("eth_getTransactionCount", [account, "pending"], ct), out ulong pending));
        return (mined, pending);
    }

    /// <summary>Logs of the settlement contract by event, over the whole chain.</summary>
    public async Task<int> LogsAsync(string signature, CancellationToken ct) => (await Node.AskAsync(
        "eth_getLogs",
        [new { fromBlock = "0x0", toBlock = "latest", address = Contracts.Settlement, topics = new[] { AbiEvent.Parse(signature).Topic } }],
        ct)).GetArrayLength();

    /// <summary>The same manifest with a change.</summary>
    public string Changed(Action<JsonNode> change)
    {
        JsonNode manifest = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        change(manifest);
        string file = Path.Combine(folder, "changed.json");
        System.IO.File.WriteAllText(file, manifest.ToJsonString());
        return file;
    }

    private async Task<IReadOnlyList<object>> ViewAsync(string contract, AbiFunction function, CancellationToken ct, params object?[] arguments)
    {
        JsonElement answer = await Node.AskAsync("eth_call", [new { to = contract, data = Hex.Encode(function.Encode(arguments)) }, "latest"], ct);
        return Assert.IsType<AbiDecoded.Values>(function.Decode(Hex.Decode(answer.GetString()!))).Items;
    }

    private static string Write(string folder, string text)
    {
        string file = Path.Combine(folder, "kept.json");
        System.IO.File.WriteAllText(file, text);
        return file;
    }
}
