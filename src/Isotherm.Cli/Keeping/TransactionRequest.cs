using System.Numerics;
using Isotherm.Chains.Evm;

namespace Isotherm.Cli.Keeping;

/// <summary>A transaction before it is signed.</summary>
/// <param name="ChainId">EIP-155.</param>
/// <param name="From">The account.</param>
/// <param name="To">The contract.</param>
/// <param name="Data">Call data, 0x-hex.</param>
/// <param name="Gas">Gas limit.</param>
/// <param name="Fee">What it may cost.</param>
/// <param name="Nonce">The account's.</param>
internal sealed record TransactionRequest(ulong ChainId, string From, string To, string Data, BigInteger Gas, Fee.Pay Fee, ulong Nonce)
{
    /// <summary>As JSON-RPC takes it (execution-apis, GenericTransaction).</summary>
    public Dictionary<string, string> ToRpc()
    {
        var fields = new Dictionary<string, string>
        {
            ["from"] = From,
            ["to"] = To,
            ["data"] = Data,
            ["value"] = "0x0",
            ["gas"] = Hex.Quantity(Gas),
            ["nonce"] = Hex.Quantity(Nonce),
            ["chainId"] = Hex.Quantity(ChainId),
        };
        if (Fee.Tip is { } tip)
        {
            fields["maxFeePerGas"] = Hex.Quantity(Fee.Most);
            fields["maxPriorityFeePerGas"] = Hex.Quantity(tip);
        }
        else
        {
            fields["gasPrice"] = Hex.Quantity(Fee.Most);
        }

        return fields;
    }
}
