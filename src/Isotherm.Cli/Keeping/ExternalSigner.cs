using System.Text.Json;
using Isotherm.Chains.Evm;

namespace Isotherm.Cli.Keeping;

/// <summary>
/// A signer apart (Web3Signer, Clef and the like): <c>eth_signTransaction</c> there and <c>eth_sendRawTransaction</c> at the node;
/// one that does not know the former gets <c>eth_sendTransaction</c> and sends by itself.
/// </summary>
internal sealed class ExternalSigner(JsonRpcClient signer, JsonRpcClient node) : ISigner
{
    private const int MethodNotFound = -32601;

    public string Name => signer.Name;

    public async Task<IReadOnlyList<string>?> AccountsAsync(CancellationToken cancellation) =>
        RpcAnswer.Accounts(await signer.CallAsync("eth_accounts", [], cancellation));

    public async Task<SendResult> SendAsync(TransactionRequest transaction, CancellationToken cancellation)
    {
        switch (await signer.CallAsync("eth_signTransaction", [transaction.ToRpc()], cancellation))
        {
            case RpcResult.Refused { Code: MethodNotFound }:
                return RpcAnswer.Sent(await signer.CallAsync("eth_sendTransaction", [transaction.ToRpc()], cancellation), signer.Name);
            case RpcResult.Refused refused:
                return new SendResult.Refused($"{signer.Name} does not sign: {refused.Message}");
            case RpcResult.Failed failed:
                return new SendResult.Refused(failed.Message); // nothing was sent: signing alone changes nothing
            case RpcResult.Answer answer when Raw(answer.Value) is { } raw:
                return await SendRawAsync(raw, cancellation);
            default:
                return new SendResult.Refused($"{signer.Name} answered something that is no signed transaction");
        }
    }

    private async Task<SendResult> SendRawAsync(string raw, CancellationToken cancellation)
    {
        var hash = Hex.Encode(Keccak.Hash(Hex.Decode(raw)));
        var sent = RpcAnswer.Sent(await node.CallAsync("eth_sendRawTransaction", [raw], cancellation), node.Name);
        return sent is SendResult.Sent { Hash: var told } && told != hash
            ? new SendResult.Unanswered($"{node.Name} says that it sent {told}, and was given {hash}")
            : sent;
    }

    // Web3Signer answers the bytes, Clef and Geth { raw, tx }.
    private static string? Raw(JsonElement answer)
    {
        var text = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("raw", out var raw) ? raw : answer;
        return text.ValueKind == JsonValueKind.String && Hex.TryDecode(text.GetString(), out var bytes) && bytes.Length > 0 ? text.GetString() : null;
    }
}
