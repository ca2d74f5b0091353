using Isotherm.Alerts.Channels;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Alerting;

/// <summary>Tries a channel with a test message, at once and once.</summary>
internal sealed class ChannelTester(ChannelSender sender, TimeProvider time)
{
    /// <summary>What became of it. Never throws for what an endpoint does.</summary>
    public async Task<ChannelTestAnswer> TestAsync(Channel channel, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var result = await sender.TestAsync(channel, ct);
        var took = (int)time.GetElapsedTime(started).TotalMilliseconds;
        return result switch
        {
            SendResult.Taken taken => new ChannelTestAnswer(true, taken.Status, channel.Redact(taken.Answer), took),
            SendResult.Failed failed => new ChannelTestAnswer(false, failed.Status, channel.Redact(failed.Answer), took),
            SendResult.Gone gone => new ChannelTestAnswer(false, gone.Status, channel.Redact(gone.Answer), took),
            _ => throw new InvalidOperationException($"A test does not end as {result.GetType().Name}."),
        };
    }
}
