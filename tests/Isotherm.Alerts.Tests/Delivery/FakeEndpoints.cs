using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Tests.Delivery;

/// <summary>Channels and what their endpoints say; remembers each send.</summary>
internal sealed class FakeEndpoints(TimeProvider time) : IChannelSender, IChannelDirectory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);
    private readonly List<Sent> _sent = [];

    public sealed record Sent(DateTimeOffset At, string Channel, IReadOnlyList<AlertMessage> Messages, bool Taken);

    /// <summary>The answer to a send; by default it is taken.</summary>
    public Func<Channel, IReadOnlyList<AlertMessage>, CancellationToken, Task<SendResult>> Answer { get; set; } =
        (_, _, _) => Task.FromResult<SendResult>(new SendResult.Taken(200, "ok"));

    public IReadOnlyList<Sent> All
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    public void Add(Channel channel)
    {
        lock (_gate)
            _channels[channel.Id] = channel;
    }

    public Channel? Find(string id)
    {
        lock (_gate)
            return _channels.GetValueOrDefault(id);
    }

    public ValueTask DisableAsync(string id, string why, CancellationToken ct)
    {
        lock (_gate)
            _channels[id] = _channels[id] with { Enabled = false };
        return ValueTask.CompletedTask;
    }

    public async Task<SendResult> SendAsync(Channel channel, IReadOnlyList<AlertMessage> messages, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var result = await Answer(channel, messages, ct);
        lock (_gate)
            _sent.Add(new Sent(at, channel.Id, messages, result is SendResult.Taken));
        return result;
    }
}
