using System.Buffers.Binary;
using Isotherm.Chains.Evm;

namespace Isotherm.Server.Auth.Wallets;

/// <summary>ERC-1271: <c>isValidSignature(bytes32,bytes)</c> answers its own selector, left-aligned in one word, for yes.</summary>
internal static class ContractWallet
{
    private const int Word = 32;
    private const string GasLimit = "0x989680"; // 10 million: enough for any known wallet, and no more work for a node than that

    private static readonly byte[] Selector = [0x16, 0x26, 0xba, 0x7e];

    /// <summary>Asks one node at its head.</summary>
    public static async Task<WalletAnswer> AskAsync(JsonRpcClient node, byte[] address, byte[] hash, byte[] signature, CancellationToken ct)
    {
        var to = Hex.Encode(address);
        switch (await node.CallAsync("eth_getCode", [to, "latest"], ct))
        {
            case RpcResult.Answer { Value: { ValueKind: System.Text.Json.JsonValueKind.String } code }:
                if (code.GetString() is "0x" or "0x0" or "")
                    return WalletAnswer.NoContract;
                break;
            default:
                return WalletAnswer.Unreachable;
        }

        return await node.CallAsync("eth_call", [new { to, data = Hex.Encode(CallData(hash, signature)), gas = GasLimit }, "latest"], ct) switch
        {
            RpcResult.Answer { Value: { ValueKind: System.Text.Json.JsonValueKind.String } said } => IsYes(said.GetString()) ? WalletAnswer.Yes : WalletAnswer.No,
            RpcResult.Refused refused when ExecutionFault.Is(refused) => WalletAnswer.No,
            _ => WalletAnswer.Unreachable,
        };
    }

    /// <summary>The call's data: selector, hash, offset, length, signature padded to words.</summary>
    internal static byte[] CallData(byte[] hash, byte[] signature)
    {
        var data = new byte[4 + (3 * Word) + ((signature.Length + Word - 1) / Word * Word)];
        Selector.CopyTo(data, 0);
        hash.CopyTo(data, 4);
        data[4 + (2 * Word) - 1] = 2 * Word;
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4 + (3 * Word) - sizeof(int)), signature.Length);
        signature.CopyTo(data, 4 + (3 * Word));
        return data;
    }

    /// <summary>Exactly one word: the selector, then zeros.</summary>
    internal static bool IsYes(string? answer) =>
        Hex.TryDecode(answer, out var word) && word.Length == Word && word.AsSpan().StartsWith(Selector) && !word.AsSpan(Selector.Length).ContainsAnyExcept((byte)0);
}
