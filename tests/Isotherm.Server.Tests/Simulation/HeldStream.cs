using System.Text;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>A viewer's connection that takes bytes only while it is let: each write waits for <see cref="LetOne"/>.</summary>
internal sealed class HeldStream : Stream
{
    private readonly SemaphoreSlim _let = new(0);
    private readonly SemaphoreSlim _asked = new(0);
    private readonly MemoryStream _taken = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _taken.Length;

    public override long Position
    {
        get => _taken.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>What got through, without heartbeats.</summary>
    public IReadOnlyList<string> Events => [.. Encoding.UTF8.GetString(_taken.ToArray()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Lets one write through.</summary>
    public void LetOne() => _let.Release();

    /// <summary>Waits until a write is under way.</summary>
    public Task AskedAsync(CancellationToken ct) => _asked.WaitAsync(ct);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _asked.Release();
        await _let.WaitAsync(cancellationToken);
        _taken.Write(buffer.Span);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
