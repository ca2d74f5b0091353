using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>What the contract's views say of a cluster at the head; null for what they did not say.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Name">Its printed name.</param>
/// <param name="State">Its place in the queue.</param>
/// <param name="Ratio">The settlement ratio: floor, 18 decimals.</param>
/// <param name="Deadline">Unix second; by the events.</param>
internal sealed record Standing(ClusterId Cluster, string Name, QueueState? State, BigInteger? Ratio, BigInteger? Deadline);
