using Isotherm.Demo.Driving;

namespace Isotherm.Demo.Deployment;

/// <summary>Where the demo network lives; kept beside the manifest, since the chain does not say.</summary>
/// <param name="Genesis">Hash of block 0: tells whether this record and a chain belong together.</param>
/// <param name="GenesisTime">Its timestamp: a node that loads a dump must be started with it, or it keeps a second block 0.</param>
/// <param name="DeployedAt">First block that holds any of it.</param>
/// <param name="WorldStart">The block at which the world's clock is 0.</param>
/// <param name="Accounts">The node's unlocked accounts, in order, lower case.</param>
internal sealed record DeployedNetwork(
    string Genesis,
    long GenesisTime,
    long ChainId,
    ulong Seed,
    int Clusters,
    long DeployedAt,
    long WorldStart,
    string Settlement,
    string Token,
    string TokenFeed,
    string NativeFeed,
    string GasBurner,
    IReadOnlyList<string> Accounts)
{
    /// <summary>The address of a contract.</summary>
    public string AddressOf(Target target) => target switch
    {
        Target.Settlement => Settlement,
        Target.Token => Token,
        Target.TokenFeed => TokenFeed,
        Target.NativeFeed => NativeFeed,
        _ => GasBurner,
    };
}
