using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Checking;

/// <summary>Asks whether the contract has the manifest's actions. None of them is tried: that is what they are simulated for, each time.</summary>
internal sealed class ActionCheck(Manifest manifest, EvmNode node)
{
    public async Task<IReadOnlyList<ManifestFinding>> RunAsync(CancellationToken cancellation)
    {
        var functions = Functions().ToArray();
        var results = await node.Rpc.BatchAsync([.. functions.Select(f => new RpcCall("eth_getCode", f.Address, "latest"))], cancellation).ConfigureAwait(false);
        var findings = new List<ManifestFinding>();
        for (var i = 0; i < functions.Length; i++)
        {
            var (pointer, address, function) = functions[i];
            if (Bytes(results[i]) is { Length: > 0 } code && new ContractCode(code).Lacks([.. function.Selector]))
            {
                findings.Add(Finding(pointer, $"the code at {address} has no function {function.Canonical}; expected one of the contract"));
            }
        }

        if (findings.Count == 0 && manifest.Actions?.TouchPrice is { } touch && await SeenAsync(touch, cancellation).ConfigureAwait(false) is { } complaint)
        {
            findings.Add(Finding("/actions/touchPrice/seen", complaint));
        }

        return findings;
    }

    private IEnumerable<(string Pointer, string Address, AbiFunction Function)> Functions()
    {
        var actions = manifest.Actions;
        foreach (var (name, action) in new[] { ("flag", actions?.Flag), ("cure", actions?.Cure), ("liquidate", actions?.Liquidate) })
        {
            if (action is not null)
            {
                yield return ($"/actions/{name}/signature", action.Address, action.Function);
            }
        }

        if (actions?.TouchPrice is { } touch)
        {
            yield return ("/actions/touchPrice/signature", touch.Address, touch.Function);
            yield return ("/actions/touchPrice/seen", touch.Address, touch.Seen);
        }
    }

    private async Task<string?> SeenAsync(PriceTouch touch, CancellationToken cancellation)
    {
        var result = await node.Rpc.CallAsync("eth_call", [new { to = touch.Address, data = Hex.Encode(touch.Seen.Encode()) }, "latest"], cancellation).ConfigureAwait(false);
        return Bytes(result) is { } answer && touch.Seen.Decode(answer) is AbiDecoded.Malformed malformed
            ? $"what {touch.Seen.Canonical} answers does not decode: {malformed.Reason}; expected a unix second"
            : null;
    }

    private ManifestFinding Finding(string pointer, string message) => new(manifest.Source.Problem(pointer, message), false);

    private static byte[]? Bytes(RpcResult result) =>
        result.ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryDecode(text.GetString(), out var bytes) ? bytes : null;
}
