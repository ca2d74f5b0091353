using Microsoft.Extensions.Logging;

namespace Isotherm.Chains.Following;

/// <summary>What a follower says in the log.</summary>
internal static partial class FollowerLog
{
    [LoggerMessage(2001, LogLevel.Warning, "{Network}: {Problem}")]
    public static partial void Problem(ILogger log, string network, string problem);

    [LoggerMessage(2002, LogLevel.Information, "{Network}: recovered after {Seconds:0.0} s.")]
    public static partial void Recovered(ILogger log, string network, double seconds);

    [LoggerMessage(2003, LogLevel.Information, "{Network}: catching up, block {At} of {To} ({Percent:0} %).")]
    public static partial void Progress(ILogger log, string network, ulong at, ulong to, double percent);

    [LoggerMessage(2004, LogLevel.Information, "{Network}: rewinding from {From} to {To}.")]
    public static partial void Rewinding(ILogger log, string network, string from, string to);

    [LoggerMessage(2005, LogLevel.Information, "{Node} has no state of block {Block} for the feed at {Feed} ({Reason}); its rounds are read from AnswerUpdated events there.")]
    public static partial void StateGone(ILogger log, string node, ulong block, string feed, string reason);

    [LoggerMessage(2006, LogLevel.Debug, "{Node} refused a range of {Count} blocks ({Reason}); trying {Smaller}.")]
    public static partial void RangeRefused(ILogger log, string node, int count, string reason, int smaller);

    [LoggerMessage(2007, LogLevel.Error, "{Network}: a defect stopped a turn; it is tried again.")]
    public static partial void Defect(ILogger log, string network, Exception defect);
}
