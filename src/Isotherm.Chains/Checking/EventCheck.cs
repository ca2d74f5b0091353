using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Checking;

/// <summary>Reads the events of the last <c>logRange</c> blocks: those that occur must decode, and one that never occurs is worth a word.</summary>
internal sealed class EventCheck(Manifest manifest, EvmNode node, IProgress<string>? progress)
{
    private const ulong BlocksPerCall = 500;
    private readonly LogFilter _filter = LogFilter.Of(manifest, _ => false);
    private readonly int[] _seen = new int[manifest.Events.Count];
    private readonly string?[] _malformed = new string?[manifest.Events.Count];
    private readonly Dictionary<(string Address, string Topic), int> _places =
        manifest.Events.Select((e, i) => (Key: (e.Address, e.Event.Topic), i)).ToDictionary(e => e.Key, e => e.i);

    /// <summary>Findings, or why the node did not give the logs.</summary>
    public async Task<Fetched<IReadOnlyList<ManifestFinding>>> RunAsync(ulong head, CancellationToken cancellation)
    {
        var wanted = (ulong)manifest.Chain.LogRange;
        var first = Math.Max(manifest.Chain.StartBlock, head >= wanted ? head - wanted + 1 : 0);
        var step = Math.Min(BlocksPerCall, wanted);
        for (var from = first; from <= head;)
        {
            var to = Math.Min(head, from + step - 1);
            progress?.Report($"reading events, block {to} of {first}–{head}");
            var result = await node.Rpc.CallAsync("eth_getLogs", [_filter.ByRange(from, to)], cancellation).ConfigureAwait(false);
            if (EvmJson.Logs(result.ValueOrNull) is { } logs)
            {
                logs.ForEach(Note);
                from = to + 1;
            }
            else if (RangeRefusal.Is(result) && step > 1)
            {
                step /= 2;
            }
            else
            {
                return Trouble.From(result, node.Name, $"the logs of blocks {from}–{to}");
            }
        }

        return first > head ? Array.Empty<ManifestFinding>() : [.. Findings($"blocks {first}–{head}")];
    }

    private void Note(EvmLog log)
    {
        if (!_places.TryGetValue((log.Address, log.Topic), out var i))
        {
            return;
        }

        _seen[i]++;
        if (manifest.Events[i].Event.Decode(log.Topics, log.Data) is AbiDecoded.Malformed malformed)
        {
            _malformed[i] ??= $"log {log.Index} of block {log.BlockNumber} does not decode as {manifest.Events[i].Event.Canonical}: {malformed.Reason}; expected the signature to be the contract's";
        }
    }

    private IEnumerable<ManifestFinding> Findings(string blocks)
    {
        for (var i = 0; i < _seen.Length; i++)
        {
            var message = _malformed[i] ?? (_seen[i] == 0 ? $"{manifest.Events[i].Event.Name} did not occur in {blocks}; expected it at least once, unless it is rare" : null);
            if (message is not null)
            {
                yield return new ManifestFinding(manifest.Source.Problem($"/events/{i}/signature", message), IsWarning: _malformed[i] is null);
            }
        }
    }
}
