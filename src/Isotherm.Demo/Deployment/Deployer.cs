using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Driving;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Deployment;

/// <summary>
/// Deploys the demo network on a node whose blocks it mines by hand, as fast as they fill. Block times advance a second each, so a node
/// whose genesis lies in the past arrives at the present; the base fee is held by filling blocks from the first one on.
/// </summary>
internal sealed class Deployer(EvmNode node, TimeProvider time, Script script)
{
    private const long GasPerBlock = 14_500_000;

    /// <summary>Deploys and settles everything.</summary>
    /// <exception cref="NodeException">The node does not do what it takes; the message says what.</exception>
    public async Task<DeployedNetwork> DeployAsync(CancellationToken cancellation)
    {
        var accounts = await AccountsAsync(cancellation).ConfigureAwait(false);
        await node.TellAsync("evm_setIntervalMining", [0], cancellation).ConfigureAwait(false);
        await node.TellAsync("evm_setAutomine", [false], cancellation).ConfigureAwait(false);
        await node.TellAsync("anvil_setBlockTimestampInterval", [1], cancellation).ConfigureAwait(false);
        var network = await CreateAsync(accounts, cancellation).ConfigureAwait(false);
        var founding = new Founding(script);
        var gasPerNode = Money.GasPerNode(GasPath.Home, script.Prices.NativeAt(0), script.Prices.TokenAt(0));
        foreach (var wave in new[] { Founding.Grants(network), Founding.Classes(), founding.Clusters(gasPerNode), founding.Launch() })
        {
            await SettleAsync(network, wave, cancellation).ConfigureAwait(false);
        }

        await ArriveInThePresentAsync(cancellation).ConfigureAwait(false);
        await SettleAsync(network, [], cancellation).ConfigureAwait(false);
        var head = await node.HeadAsync(cancellation).ConfigureAwait(false);
        return network with { WorldStart = head.Number };
    }

    private async Task<IReadOnlyList<string>> AccountsAsync(CancellationToken cancellation)
    {
        var answer = await node.AskAsync("eth_accounts", [], cancellation).ConfigureAwait(false);
        string[] accounts = [.. answer.EnumerateArray().Select(a => a.GetString()!)];
        var needed = Account.FirstOperator + Population.Settlers.Operators;
        return accounts.Length >= needed
            ? accounts
            : throw new NodeException($"The node has {accounts.Length} unlocked accounts and the demo needs {needed}: start Anvil with --accounts 40.");
    }

    private async Task<DeployedNetwork> CreateAsync(IReadOnlyList<string> accounts, CancellationToken cancellation)
    {
        var head = await node.HeadAsync(cancellation).ConfigureAwait(false);
        var genesis = await node.GenesisAsync(cancellation).ConfigureAwait(false);
        var chainId = EvmNode.Number(await node.AskAsync("eth_chainId", [], cancellation).ConfigureAwait(false));
        var oracle = accounts[Account.Oracle];
        var parts = await CreateAllAsync(accounts[Account.Admin],
        [
            Artifact.Creation("DemoToken", Abi.NewToken, accounts[Account.Admin]),
            Artifact.Creation("PriceFeed", Abi.NewFeed, Rules.FeedDecimals, "GRID / USD", oracle),
            Artifact.Creation("PriceFeed", Abi.NewFeed, Rules.FeedDecimals, "ETH / USD", oracle),
            Artifact.Creation("GasBurner"),
        ], cancellation).ConfigureAwait(false);
        object?[] rules =
            [Rules.WarningBps, Rules.CriticalBps, Rules.GraceSeconds, Rules.MaxAgeSeconds, Rules.RecoverySeconds, Rules.SettlementGas, Rules.BountyBps];
        var settlement = await CreateAllAsync(accounts[Account.Admin],
        [
            Artifact.Creation("SettlementLayer", Abi.NewSettlement, parts[0], parts[1], parts[2], accounts[Account.Treasury], accounts[Account.Admin], rules),
        ], cancellation).ConfigureAwait(false);
        return new DeployedNetwork(
            genesis.Hash, genesis.Timestamp, chainId, script.Seed, script.Clusters, head.Number + 1, 0, settlement[0], parts[0], parts[1], parts[2], parts[3], accounts);
    }

    private async Task<IReadOnlyList<string>> CreateAllAsync(string from, IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        var nonce = EvmNode.Number(await node.AskAsync("eth_getTransactionCount", [from, "latest"], cancellation).ConfigureAwait(false));
        var hashes = await node.AskAllAsync(
            [.. codes.Select((code, i) => new RpcCall("eth_sendTransaction", new
            {
                from,
                data = code,
                gas = Hex.Quantity(7_000_000),
                nonce = Hex.Quantity((ulong)(nonce + i)),
                maxFeePerGas = Hex.Quantity(new BigInteger(GasPath.Home) * 4),
                maxPriorityFeePerGas = Hex.Quantity(1_000_000_000),
            }))], cancellation).ConfigureAwait(false);
        await MineAsync(cancellation).ConfigureAwait(false);
        var receipts = await node.AskAllAsync([.. hashes.Select(h => new RpcCall("eth_getTransactionReceipt", h.GetString()))], cancellation).ConfigureAwait(false);
        return receipts.Any(r => r.GetProperty("status").GetString() != "0x1")
            ? throw new NodeException("A contract could not be created; is the node's gas limit below 7 million?")
            : [.. receipts.Select(r => r.GetProperty("contractAddress").GetString()!)];
    }

    // The feeds are set in each block: registering needs a fresh price.
    private async Task SettleAsync(DeployedNetwork network, IReadOnlyList<PlannedCall> wave, CancellationToken cancellation)
    {
        var sender = new Sender(node, network);
        var done = 0;
        do
        {
            List<PlannedCall> block = [.. Founding.Answers(script)];
            var gas = block.Sum(c => c.GasLikely);
            while (done < wave.Count && (block.Count == 2 || gas + wave[done].GasLikely <= GasPerBlock))
            {
                gas += wave[done].GasLikely;
                block.Add(wave[done++]);
            }

            var head = await node.HeadAsync(cancellation).ConfigureAwait(false);
            block.AddRange(FillerPlan.Make(head, GasPath.Home, gas));
            var count = await sender.SendAsync(block, head, cancellation).ConfigureAwait(false);
            await MineAsync(cancellation).ConfigureAwait(false);
            await VerifyAsync(count, cancellation).ConfigureAwait(false);
        }
        while (done < wave.Count);
    }

    private async Task VerifyAsync(SendCount count, CancellationToken cancellation)
    {
        var receipts = await node.AskAsync("eth_getBlockReceipts", ["latest"], cancellation).ConfigureAwait(false);
        var succeeded = receipts.EnumerateArray().Count(r => r.GetProperty("status").GetString() == "0x1");
        if (count.HeldBack > 0 || succeeded != count.Sent)
        {
            throw new NodeException(
                $"The deployment failed: of {count.Sent + count.HeldBack} transactions {succeeded} succeeded ({count.Complaint ?? "the others reverted"}).");
        }
    }

    private async Task ArriveInThePresentAsync(CancellationToken cancellation)
    {
        await node.TellAsync("anvil_removeBlockTimestampInterval", [], cancellation).ConfigureAwait(false);
        await node.ArriveInThePresentAsync(time.GetUtcNow(), cancellation).ConfigureAwait(false);
    }

    private Task MineAsync(CancellationToken cancellation) => node.TellAsync("evm_mine", [], cancellation);
}
