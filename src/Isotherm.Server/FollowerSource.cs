using Isotherm.Chains.Manifests;

namespace Isotherm.Server;

/// <summary>The real chain behind <see cref="IChainSource"/>.</summary>
internal static class FollowerSource
{
    /// <summary>Follows the chain that a manifest names.</summary>
    public static IChainSource Open(Manifest manifest, ILoggerFactory logs) => throw new NotSupportedException($"{manifest.Id} {logs}");
}
