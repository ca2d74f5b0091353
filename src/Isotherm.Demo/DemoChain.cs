using Isotherm.Demo.Chain;
using Isotherm.Demo.Deployment;
using Isotherm.Demo.Driving;
using Isotherm.Demo.World;

namespace Isotherm.Demo;

/// <summary>A deployed demo network with its driver: the way in for the program and for tests.</summary>
internal sealed class DemoChain : IDisposable
{
    private DemoChain(EvmNode node, DeployedNetwork network, Pace pace)
    {
        Node = node;
        Network = network;
        Driver = new Driver(node, network, pace);
    }

    public EvmNode Node { get; }

    public DeployedNetwork Network { get; }

    public Driver Driver { get; }

    /// <summary>Deploys on an Anvil with at least 32 accounts. Afterwards the node mines only when told to (<c>evm_mine</c>).</summary>
    /// <param name="chain">The node's http URL.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="clusters">How many clusters.</param>
    /// <param name="blockSeconds">Seconds between blocks, as the driver will assume.</param>
    /// <param name="time">The clock that block times arrive at.</param>
    /// <param name="cancellation">Stops it half-way.</param>
    /// <exception cref="NodeException">The node does not do what it takes.</exception>
    public static async Task<DemoChain> DeployAsync(
        Uri chain, ulong seed, int clusters, int blockSeconds, TimeProvider time, CancellationToken cancellation)
    {
        var node = new EvmNode(chain, time);
        try
        {
            var script = new Script(seed, clusters, new Pace(blockSeconds));
            var network = await new Deployer(node, time, script).DeployAsync(cancellation).ConfigureAwait(false);
            return new DemoChain(node, network, script.Pace);
        }
        catch
        {
            node.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a network that was deployed before.</summary>
    public static DemoChain Resume(Uri chain, DeployedNetwork network, int blockSeconds, TimeProvider time) =>
        new(new EvmNode(chain, time), network, new Pace(blockSeconds));

    /// <summary>The manifest that a server reads.</summary>
    /// <param name="blockSeconds">Seconds between blocks.</param>
    public string Manifest(int blockSeconds) => ManifestText.Of(Network, Node.Endpoint, blockSeconds);

    /// <inheritdoc />
    public void Dispose() => Node.Dispose();
}
