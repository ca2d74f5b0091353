using Microsoft.Extensions.Logging;

namespace Isotherm.Chains.Recorded;

/// <summary>What a replay says in the log.</summary>
internal static partial class RecordedLog
{
    [LoggerMessage(2101, LogLevel.Warning, "{Network}: {Problem}")]
    public static partial void Problem(ILogger log, string network, string problem);

    [LoggerMessage(2102, LogLevel.Information, "{Network}: playing {File}, blocks {First} to {Last}, from behind block {Behind}.")]
    public static partial void Playing(ILogger log, string network, string file, ulong first, ulong last, string behind);
}
