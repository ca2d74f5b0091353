namespace Isotherm.Server;

internal sealed partial class NetworkRuntime
{
    [LoggerMessage(1001, LogLevel.Error, "{Network}: stopped following; trying again in {Pause}")]
    private partial void Failed(Exception fault, string network, TimeSpan pause);

    [LoggerMessage(1002, LogLevel.Critical, "{Network}: another writer took over; this one has stopped")]
    private partial void Fenced(Exception fault, string network);

    [LoggerMessage(1003, LogLevel.Warning, "{Network}: {Depth} blocks were orphaned; back at block {To}")]
    private partial void Rewound(string network, int depth, ulong to);

    [LoggerMessage(1009, LogLevel.Information, "{Network}: the recording begins again from block {To}")]
    private partial void Restarted(string network, ulong to);

    [LoggerMessage(1004, LogLevel.Warning, "{Network}: the last blocks were not recorded at the end; the next start reads them again")]
    private partial void CloseFailed(Exception fault, string network);

    [LoggerMessage(1005, LogLevel.Error, "{Network}: stopped following, and tries again until it goes: {Problem}")]
    private partial void Stopped(string network, string problem);

    [LoggerMessage(1006, LogLevel.Warning, "{Network}: follows again, at block {Block}")]
    private partial void Healed(string network, ulong block);

    [LoggerMessage(1007, LogLevel.Warning, "{Network}: no snapshot was saved, so the next start replays more: {Problem}")]
    private partial void SnapshotRefused(string network, string problem);

    [LoggerMessage(1008, LogLevel.Error, "{Network}: no snapshot was saved, so the next start replays more")]
    private partial void SnapshotLost(Exception fault, string network);
}
