using Isotherm.Chains.Evm;

namespace Isotherm.Cli.Keeping;

/// <summary>The node signs for an account that it holds, by <c>eth_sendTransaction</c>.</summary>
internal sealed class UnlockedAccount(JsonRpcClient node) : ISigner
{
    public string Name => node.Name;

    public async Task<IReadOnlyList<string>?> AccountsAsync(CancellationToken cancellation) =>
        RpcAnswer.Accounts(await node.CallAsync("eth_accounts", [], cancellation));

    public async Task<SendResult> SendAsync(TransactionRequest transaction, CancellationToken cancellation) =>
        RpcAnswer.Sent(await node.CallAsync("eth_sendTransaction", [transaction.ToRpc()], cancellation), node.Name);
}
