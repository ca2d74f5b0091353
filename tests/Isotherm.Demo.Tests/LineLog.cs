using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;

namespace Isotherm.Demo.Tests;

/// <summary>A log whose lines a test can wait for.</summary>
internal sealed class LineLog : TextWriter
{
    private readonly Channel<string> _unread = Channel.CreateBounded<string>(1_000);
    private readonly ConcurrentQueue<string> _lines = [];

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyCollection<string> Lines => _lines;

    public override Task WriteLineAsync(string? value)
    {
        _lines.Enqueue(value ?? "");
        Assert.True(_unread.Writer.TryWrite(value ?? ""), "the log is full");
        return Task.CompletedTask;
    }

    /// <summary>Reads on until a line holds the text.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        await foreach (var line in _unread.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
