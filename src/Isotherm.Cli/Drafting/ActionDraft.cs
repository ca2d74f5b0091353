using System.Text.Json.Nodes;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>The transactions that run a queue, by the names that settlement contracts give them. A name is all that tells: each is to be looked at.</summary>
internal static class ActionDraft
{
    private static readonly (string Action, string[] Names)[] OfCluster =
    [
        ("flag", ["flag", "flagCluster", "mark"]),
        ("cure", ["cure", "cureCluster", "clear"]),
        ("liquidate", ["liquidate", "liquidateCluster", "seize"]),
    ];

    private static readonly string[] Touches = ["touchPrice", "pokePrice", "syncPrice"];
    private static readonly string[] Seen = ["lastUpdatedAt", "priceUpdatedAt", "lastPriceUpdate"];

    /// <summary>The manifest's <c>actions</c>; null where the contract has none.</summary>
    /// <param name="contract">The ABI.</param>
    /// <param name="notes">Takes a note on each.</param>
    public static JsonObject? Of(AbiContract contract, ICollection<string> notes)
    {
        var actions = new JsonObject();
        foreach (var (action, names) in OfCluster)
        {
            if (Deed(contract, names, static function => function.Inputs is [{ Type: AbiType.UnsignedInteger or AbiType.Address or AbiType.FixedBytes }]) is { } deed)
            {
                actions[action] = new JsonObject { ["signature"] = deed.Signature };
                notes.Add($"actions.{action}: {deed.Function.Canonical}, by its name; isotherm keeper would send it");
            }
        }

        if (Deed(contract, Touches, static function => function.Inputs.Count == 0) is { } touch
            && contract.Getter(Seen) is { Outputs: [{ Type: AbiType.UnsignedInteger { Bits: var bits } }] } seen)
        {
            actions["touchPrice"] = new JsonObject { ["signature"] = touch.Signature, ["seen"] = $"function {seen.Name}() view returns (uint{bits})" };
            notes.Add($"actions.touchPrice: {touch.Function.Canonical} and {seen.Canonical}, by their names");
        }

        return actions.Count == 0 ? null : actions;
    }

    private static AbiContract.Deed? Deed(AbiContract contract, string[] names, Func<AbiFunction, bool> fits) =>
        names.Select(name => contract.Deeds.FirstOrDefault(deed => deed.Function.Name == name && fits(deed.Function))).FirstOrDefault(static deed => deed is not null);
}
