using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Demo.Deployment;
using Isotherm.Demo.Driving;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Chain;

/// <summary>Sends planned calls with nonces read from the chain each time, so that it never relies on what it sent before.</summary>
internal sealed class Sender(EvmNode node, DeployedNetwork network)
{
    private static readonly BigInteger Tip = 1_000_000_000;

    /// <summary>Sends the calls of those accounts that have nothing waiting in the pool.</summary>
    /// <returns>How many the node took, and how many it refused or had to wait.</returns>
    /// <exception cref="NodeException">The node does not answer.</exception>
    public async Task<SendCount> SendAsync(IReadOnlyList<PlannedCall> calls, HeadBlock head, CancellationToken cancellation)
    {
        var accounts = calls.Select(c => c.Account).Distinct().ToArray();
        var counts = await node.AskAllAsync([.. accounts.SelectMany(Nonces)], cancellation).ConfigureAwait(false);
        var next = new Dictionary<int, long>();
        for (var i = 0; i < accounts.Length; i++)
        {
            var (mined, pending) = (EvmNode.Number(counts[2 * i]), EvmNode.Number(counts[(2 * i) + 1]));
            if (pending <= mined)
            {
                next[accounts[i]] = mined;
            }
        }

        var ready = calls.Where(c => next.ContainsKey(c.Account)).ToArray();
        var fee = BaseFee.Next(head.BaseFee, head.GasUsed, head.GasLimit) * 4;
        var results = await node.TryAllAsync([.. ready.Select(c => Transaction(c, next[c.Account]++, fee))], cancellation).ConfigureAwait(false);
        if (results.OfType<RpcResult.Failed>().FirstOrDefault() is { } failed)
        {
            throw new NodeException(failed.Message);
        }

        var sent = results.Count(r => r is RpcResult.Answer);
        return new SendCount(sent, calls.Count - sent, results.FirstOrDefault(r => r is RpcResult.Refused)?.Complaint);
    }

    private IEnumerable<RpcCall> Nonces(int account) =>
    [
        new("eth_getTransactionCount", network.Accounts[account], "latest"),
        new("eth_getTransactionCount", network.Accounts[account], "pending"),
    ];

    // The node orders by maxFeePerGas: rank decides who goes first.
    private RpcCall Transaction(PlannedCall call, long nonce, BigInteger fee) => new("eth_sendTransaction", new
    {
        from = network.Accounts[call.Account],
        to = network.AddressOf(call.Target),
        data = Hex.Encode(call.Data),
        gas = Hex.Quantity((ulong)call.GasLimit),
        nonce = Hex.Quantity((ulong)nonce),
        maxFeePerGas = Hex.Quantity(fee + (Tip * (1 + (int)call.Rank))),
        maxPriorityFeePerGas = Hex.Quantity(Tip),
    });
}
