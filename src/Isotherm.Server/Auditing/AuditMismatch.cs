using Isotherm.Domain;

namespace Isotherm.Server.Auditing;

/// <summary>A cluster began to disagree.</summary>
/// <param name="Block">At which block.</param>
/// <param name="Cluster">Which.</param>
/// <param name="Difference">One view's; a cluster that disagrees in several has several.</param>
internal sealed record AuditMismatch(BlockRef Block, ClusterId Cluster, Difference Difference);
