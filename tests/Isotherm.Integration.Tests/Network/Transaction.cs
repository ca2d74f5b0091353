using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Integration.Tests.Network;

/// <summary>A call that an unlocked account is to make; it may revert.</summary>
internal sealed record Transaction(string From, string To, string Data, ulong Gas)
{
    /// <summary>A call of a function.</summary>
    public static Transaction Of(string from, string to, AbiFunction function, params object?[] arguments) =>
        new(from, to, Hex.Encode(function.Encode(arguments)), 1_500_000);
}
