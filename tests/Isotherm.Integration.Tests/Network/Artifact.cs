using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Network;

/// <summary>The committed bytecode in <c>contracts/artifacts</c>.</summary>
internal static class Artifact
{
    /// <summary>What to send to create a contract: its bytecode and the constructor's arguments, as 0x-hex.</summary>
    public static string Creation(string contract, AbiFunction? constructor = null, params object?[] arguments)
    {
        using JsonDocument artifact = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("contracts", "artifacts", contract + ".json")));
        string code = artifact.RootElement.GetProperty("bytecode").GetString()!;
        return constructor is null ? code : code + Hex.Encode(constructor.Encode(arguments).AsSpan(constructor.Selector.Count))[2..];
    }
}
