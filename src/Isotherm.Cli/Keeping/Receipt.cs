using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>How a transaction ended.</summary>
/// <param name="Block">The block that holds it.</param>
/// <param name="Succeeded">False where the contract refused.</param>
/// <param name="GasUsed">Gas.</param>
/// <param name="Cost">Wei, where the node tells the price that was paid.</param>
internal sealed record Receipt(BlockRef Block, bool Succeeded, BigInteger GasUsed, BigInteger? Cost)
{
    /// <summary>Reads a node's answer; null where there is none, or it is not one.</summary>
    public static Receipt? Read(JsonElement? answer)
    {
        if (answer is not { ValueKind: JsonValueKind.Object } receipt
            || !Hex.TryQuantity(Member(receipt, "blockNumber"), out var number)
            || Member(receipt, "blockHash") is not { ValueKind: JsonValueKind.String } hash
            || !Hex.TryQuantity(Member(receipt, "status"), out var status)
            || !Hex.TryQuantity(Member(receipt, "gasUsed"), out var gasUsed))
        {
            return null;
        }

        BigInteger? cost = Hex.TryQuantity(Member(receipt, "effectiveGasPrice"), out var price) ? new BigInteger(gasUsed) * price : null;
        return new Receipt(new BlockRef(number, hash.GetString()!.ToLowerInvariant()), status == 1, gasUsed, cost);
    }

    private static JsonElement? Member(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : null;
}
