using Microsoft.Extensions.Logging;

namespace Isotherm.Alerts.Delivery;

/// <summary>What delivery logs: ids, hosts and statuses; never a secret, a path or a body.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(3101, LogLevel.Error, "Delivering alerts failed {Failures} times in a row; it goes on.")]
    public static partial void PassFailed(ILogger log, Exception error, int failures);

    [LoggerMessage(3102, LogLevel.Error, "Delivery {Delivery} is dead: its message cannot be read ({Error}).")]
    public static partial void Unreadable(ILogger log, string delivery, string error);

    [LoggerMessage(3103, LogLevel.Error, "What became of delivery {Delivery} could not be recorded; it may be sent again.")]
    public static partial void NotRecorded(ILogger log, Exception error, string delivery);

    [LoggerMessage(3104, LogLevel.Warning, "Delivery {Delivery} to {Endpoint} failed for good: {Outcome}.")]
    public static partial void GivenUp(ILogger log, string delivery, string endpoint, AttemptOutcome outcome);

    [LoggerMessage(3105, LogLevel.Warning, "Channel {Channel} is turned off: {Endpoint} says that it is gone.")]
    public static partial void Gone(ILogger log, string channel, string endpoint);

    [LoggerMessage(3106, LogLevel.Error, "Sending to {Endpoint} broke off unexpectedly ({Error}).")]
    public static partial void SendBroke(ILogger log, string endpoint, string error);

    [LoggerMessage(3107, LogLevel.Warning, "{Count} deliveries were cut off by the shutdown.")]
    public static partial void CutOff(ILogger log, int count);

    [LoggerMessage(3108, LogLevel.Warning, "The dead-man ping failed: {Why}.")]
    public static partial void PingFailed(ILogger log, string why);
}
