using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Chains.Tests.Recorded;

/// <summary>A fake clock that tells of every wait that begins on it, so that a test need not guess when to move it.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateBounded<TimeSpan>(16);

    /// <summary>Waits that have begun.</summary>
    public ChannelReader<TimeSpan> Waits => _waits.Reader;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Assert.True(_waits.Writer.TryWrite(dueTime), "nobody takes note of the waits");
        return timer;
    }
}
