using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Checking;

/// <summary>Asks a node whether a manifest fits its chain: all that the follower asks before it believes a node, and what shows only in blocks.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="rpc">The node.</param>
public sealed class NodeCheck(Manifest manifest, JsonRpcClient rpc)
{
    private readonly EvmNode _node = new(rpc);
    private readonly List<ManifestFinding> _findings = [];

    /// <summary>Asks; a check is used once.</summary>
    /// <param name="progress">Hears what is being asked, in a few words; null when nobody watches.</param>
    /// <param name="cancellation">Ends the check with an <see cref="OperationCanceledException"/>.</param>
    public async Task<NodeCheckResult> RunAsync(IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report($"asking {rpc.Name} for chain, contracts and units");
        var (genesis, faults) = await new NodeClaims(manifest).AskAsync(_node, cancellation).ConfigureAwait(false);
        if (faults.FirstOrDefault(f => f.Kind != TroubleKind.Refused) is { } silent)
        {
            return new NodeCheckResult.Unanswered(silent.Message);
        }

        _findings.AddRange(faults.Select(f => new ManifestFinding(manifest.Source.Problem(f.Pointer, f.Message), false)));
        if (genesis is null)
        {
            return Answered(null);
        }

        var head = await _node.LatestAsync(cancellation).ConfigureAwait(false);
        if (head.Value is null)
        {
            return new NodeCheckResult.Unanswered(head.Trouble!.Message);
        }

        await StartAsync(head.Value, cancellation).ConfigureAwait(false);
        progress?.Report("asking the token, the feeds, the views and the actions");
        _findings.AddRange(await new PriceCheck(manifest, _node).RunAsync(head.Value, cancellation).ConfigureAwait(false));
        _findings.AddRange(await new ViewCheck(manifest, _node).RunAsync(cancellation).ConfigureAwait(false));
        _findings.AddRange(await new ActionCheck(manifest, _node).RunAsync(cancellation).ConfigureAwait(false));
        var events = await new EventCheck(manifest, _node, progress).RunAsync(head.Value.Number, cancellation).ConfigureAwait(false);
        if (events.Value is null)
        {
            return new NodeCheckResult.Unanswered(events.Trouble!.Message);
        }

        _findings.AddRange(events.Value);
        return Answered(head.Value.Number);
    }

    private NodeCheckResult.Answered Answered(ulong? head) => new(rpc.Name, head, [.. _findings.OrderBy(f => f.Problem.Line)]);

    private async Task StartAsync(EvmHeader head, CancellationToken cancellation)
    {
        var start = manifest.Chain.StartBlock;
        if (start > head.Number)
        {
            _findings.Add(new ManifestFinding(manifest.Source.Problem("/chain/startBlock", $"block {start} is above {rpc.Name}'s head {head.Number}; expected a block that exists"), false));
        }
        else if (start > 0)
        {
            // A node that has dropped that block's state cannot tell, which is no fault of the manifest.
            var before = await rpc.CallAsync("eth_getCode", [manifest.Contracts["settlement"], Hex.Quantity(start - 1)], cancellation).ConfigureAwait(false);
            if (before.ValueOrNull is { ValueKind: JsonValueKind.String } code && code.GetString() is { Length: > 3 })
            {
                _findings.Add(new ManifestFinding(manifest.Source.Problem("/chain/startBlock", $"'settlement' was deployed before block {start} already; expected the block of its deployment or an earlier one, or what happened before is missed"), true));
            }
        }
    }
}
