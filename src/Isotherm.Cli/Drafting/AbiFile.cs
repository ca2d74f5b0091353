using System.Text.Json;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>Reads a contract's ABI: a plain array (Solidity documentation, "JSON"), or the <c>abi</c> of a Foundry, Hardhat or Truffle artefact.</summary>
internal static class AbiFile
{
    private const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The contract, or one sentence that says what is wrong with the file.</summary>
    public static (AbiContract? Contract, string? Problem) Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxBytes)
            {
                return (null, $"{path}: found {file.Length} bytes; expected an ABI of at most {MaxBytes}");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(document.RootElement) is { } contract
                ? (contract, null)
                : (null, $"{path}: expected an ABI: a JSON array, or an object with an array 'abi' (Foundry, Hardhat)");
        }
        catch (JsonException e)
        {
            return (null, $"{path}:{(e.LineNumber ?? 0) + 1}: expected JSON: {e.Message.Split(" LineNumber:", 2)[0]}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"{path}: expected a readable file: {e.Message}");
        }
    }

    private static AbiContract? Parse(JsonElement root)
    {
        string? name = null;
        if (root.ValueKind == JsonValueKind.Object)
        {
            name = Text(root, "contractName");
            root = root.TryGetProperty("abi", out var abi) ? abi : default;
        }

        if (root.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var events = new List<AbiContract.Entry>();
        var unusable = new List<LeftOutEvent>();
        var getters = new List<AbiFunction>();
        var deeds = new List<AbiContract.Deed>();
        foreach (var entry in root.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object))
        {
            switch (Text(entry, "type"))
            {
                case "event":
                    Event(entry, events, unusable);
                    break;
                case "function" when Getter(entry) is { } getter:
                    getters.Add(getter);
                    break;
                case "function" when Deed(entry) is { } deed:
                    deeds.Add(deed);
                    break;
            }
        }

        return new AbiContract(name, events, unusable, getters, deeds);
    }

    private static void Event(JsonElement entry, List<AbiContract.Entry> events, List<LeftOutEvent> unusable)
    {
        var isAnonymous = entry.TryGetProperty("anonymous", out var flag) && flag.ValueKind == JsonValueKind.True;
        var signature = $"event {Text(entry, "name")}({Parameters(entry, "inputs")}){(isAnonymous ? " anonymous" : "")}";
        try
        {
            events.Add(new AbiContract.Entry(signature, AbiEvent.Parse(signature)));
        }
        catch (FormatException e)
        {
            unusable.Add(new LeftOutEvent(signature, isAnonymous ? "it is anonymous: no topic to find it by" : e.Message));
        }
    }

    private static AbiFunction? Getter(JsonElement entry)
    {
        var isView = Text(entry, "stateMutability") is "view" or "pure";
        if (!isView || Count(entry, "inputs") != 0 || Count(entry, "outputs") != 1)
        {
            return null;
        }

        try
        {
            return AbiFunction.Parse($"function {Text(entry, "name")}() view returns ({Parameters(entry, "outputs")})");
        }
        catch (FormatException)
        {
            return null; // a getter of a type that Solidity's ABI does not have is none that we could call
        }
    }

    private static AbiContract.Deed? Deed(JsonElement entry)
    {
        if (Text(entry, "stateMutability") != "nonpayable" || Count(entry, "inputs") > 1)
        {
            return null;
        }

        var signature = $"function {Text(entry, "name")}({Parameters(entry, "inputs")})";
        try
        {
            return new AbiContract.Deed(signature, AbiFunction.Parse(signature));
        }
        catch (FormatException)
        {
            return null; // as above
        }
    }

    private static string Parameters(JsonElement holder, string member) =>
        holder.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? string.Join(", ", list.EnumerateArray().Select(Parameter)) : "";

    private static string Parameter(JsonElement parameter)
    {
        var type = Text(parameter, "type") ?? "";
        if (type.StartsWith("tuple", StringComparison.Ordinal))
        {
            type = $"({Parameters(parameter, "components")}){type["tuple".Length..]}";
        }

        var indexed = parameter.TryGetProperty("indexed", out var flag) && flag.ValueKind == JsonValueKind.True ? " indexed" : "";
        return Text(parameter, "name") is { Length: > 0 } name ? $"{type}{indexed} {name}" : type + indexed;
    }

    private static int Count(JsonElement entry, string member) => entry.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private static string? Text(JsonElement entry, string member) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
