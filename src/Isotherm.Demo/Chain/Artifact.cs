using System.Text.Json;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Demo.Chain;

/// <summary>The compiled contracts, embedded from <c>contracts/artifacts</c>.</summary>
internal static class Artifact
{
    /// <summary>What to send to create a contract: its bytecode and the constructor's arguments.</summary>
    public static string Creation(string contract, AbiFunction? constructor = null, params object?[] arguments)
    {
        using var artifact = JsonDocument.Parse(Text(contract + ".json"));
        var code = artifact.RootElement.GetProperty("bytecode").GetString()!;
        return constructor is null ? code : code + Convert.ToHexStringLower(constructor.Encode(arguments).AsSpan(constructor.Selector.Count));
    }

    /// <summary>An embedded text.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(Artifact).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
