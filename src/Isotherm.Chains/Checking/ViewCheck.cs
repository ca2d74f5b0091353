using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Checking;

/// <summary>Asks whether the contract has the manifest's views, and whether what they answer is what their signatures say.</summary>
internal sealed class ViewCheck(Manifest manifest, EvmNode node)
{
    // A cluster of this id may not be there: a refusal says nothing then, but an answer must decode.
    private static readonly ClusterId Sample = new(1);

    public async Task<IReadOnlyList<ManifestFinding>> RunAsync(CancellationToken cancellation)
    {
        var findings = new List<ManifestFinding>();
        foreach (var (name, view) in Views())
        {
            if (await ComplaintAsync(view, cancellation).ConfigureAwait(false) is { } complaint)
            {
                findings.Add(new ManifestFinding(manifest.Source.Problem($"/views/{name}/signature", complaint), false));
            }
        }

        return findings;
    }

    private IEnumerable<(string Name, ContractView View)> Views() =>
        new[] { ("ratio", manifest.Views?.Ratio), ("requirement", manifest.Views?.Requirement), ("queue", manifest.Views?.Queue?.View) }
            .Where(v => v.Item2 is not null).Select(v => (v.Item1, v.Item2!));

    private async Task<string?> ComplaintAsync(ContractView view, CancellationToken cancellation)
    {
        var results = await node.Rpc.BatchAsync(
            [new("eth_getCode", view.Address, "latest"), new("eth_call", new { to = view.Address, data = view.CallData(Sample) }, "latest")], cancellation).ConfigureAwait(false);
        if (Bytes(results[0]) is not { Length: > 0 } code)
        {
            return null; // said already, of the address
        }

        if (new ContractCode(code).Lacks([.. view.Function.Selector]))
        {
            return $"the code at {view.Address} has no function {view.Function.Canonical}; expected a view of the contract";
        }

        return Bytes(results[1]) is { } answer && view.Function.Decode(answer) is AbiDecoded.Malformed malformed
            ? $"what {view.Function.Canonical} answers for cluster {Sample} does not decode: {malformed.Reason}; expected the outputs to be the contract's"
            : null;
    }

    private static byte[]? Bytes(RpcResult result) =>
        result.ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryDecode(text.GetString(), out var bytes) ? bytes : null;
}
