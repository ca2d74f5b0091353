using System.Globalization;
using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Tests;

/// <summary>Alert shares that follow from a number.</summary>
internal static class Some
{
    public static DateTimeOffset At { get; } = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_500);

    public static JournalEntry Clock(int seconds) => new JournalEntry.ClockEntry(DateTimeOffset.UnixEpoch.AddSeconds(seconds));

    public static AlertShare Episodes(params (string Key, byte? State)[] episodes) => new()
    {
        Episodes = [.. episodes.Select(e => new EpisodeWrite(e.Key, e.State is { } state ? new[] { state } : (ReadOnlyMemory<byte>?)null))],
    };

    public static AlertShare Undo(byte undo) => new() { Undo = new[] { undo } };

    public static AlertShare Told(params OutgoingMessage[] messages) => new() { Messages = messages };

    public static OutgoingMessage Message(int number, params string[] channels) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"m{number}"),
        AlertId = string.Create(CultureInfo.InvariantCulture, $"alert{number}"),
        Owner = "owner",
        Rule = "rule",
        CreatedAt = At.AddSeconds(number),
        ExpiresAt = number % 2 == 0 ? null : At.AddSeconds(100 * number),
        Body = System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{number}}}")),
        Clusters = [number.ToString(CultureInfo.InvariantCulture)],
        Deliveries = [.. channels.Select(channel => new OutgoingDelivery(channel, "lane-" + channel, At.AddSeconds(number + 1)))],
    };

    public static DeliveryAttempt Attempt(string delivery, AttemptOutcome outcome, int retryAfter = 0) => new()
    {
        Delivery = delivery,
        At = At,
        Outcome = outcome,
        RetryAt = outcome == AttemptOutcome.Retry ? At.AddSeconds(retryAfter) : null,
        Status = outcome == AttemptOutcome.Delivered ? 204 : null,
        Milliseconds = 12,
        Answer = "no content",
    };
}
