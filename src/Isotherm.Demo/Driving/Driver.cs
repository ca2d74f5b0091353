using Isotherm.Demo.Chain;
using Isotherm.Demo.Deployment;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>
/// Plays the demo's people, one block at a time. Each step reads the chain anew and plans from that alone, so it goes on after a
/// reorganisation, a restart or lost transactions as if nothing had been.
/// </summary>
internal sealed class Driver(EvmNode node, DeployedNetwork network, Pace pace)
{
    private readonly Script _script = new(network.Seed, network.Clusters, pace);
    private readonly ViewReader _reader = new(node, network);
    private readonly Sender _sender = new(node, network);
    private string? _plannedOn;

    /// <summary>Plans and sends what belongs into the next block, once per head.</summary>
    /// <exception cref="NodeException">The node does not answer.</exception>
    public async Task<StepResult> StepAsync(CancellationToken cancellation)
    {
        var head = await node.HeadAsync(cancellation).ConfigureAwait(false);
        if (head.Hash == _plannedOn)
        {
            return new StepResult.NothingNew();
        }

        if (await _reader.ReadAsync(head, cancellation).ConfigureAwait(false) is not { } view)
        {
            return new StepResult.ChainMoved();
        }

        var plan = Plan.Make(_script, view);
        var count = await _sender.SendAsync(plan, head, cancellation).ConfigureAwait(false);
        _plannedOn = head.Hash;
        return new StepResult.Sent(view, plan, count);
    }
}
