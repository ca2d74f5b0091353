using Isotherm.Domain;

namespace Isotherm.Server.Auditing;

internal sealed partial class SelfAudit
{
    [LoggerMessage(1201, LogLevel.Error, "{Network}: at block {Block} cluster {Cluster} disagrees with the contract: {View} is {Ours} here, {Contract} there; all clusters are being compared, /audit lists what else is found")]
    private partial void Mismatch(string network, ulong block, ClusterId cluster, string view, string ours, string contract);

    [LoggerMessage(1202, LogLevel.Information, "{Network}: from block {Block} on no cluster disagrees with the contract any more")]
    private partial void AllClear(string network, ulong block);

    [LoggerMessage(1203, LogLevel.Error, "{Network}: a block's audit failed by a defect; the next one is tried")]
    private partial void Failed(Exception fault, string network);
}
