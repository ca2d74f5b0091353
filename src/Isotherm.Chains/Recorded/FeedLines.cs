namespace Isotherm.Chains.Recorded;

/// <summary>Reads a file line by line in memory that one line bounds.</summary>
internal sealed class FeedLines(Stream stream, int longestLine = FeedLines.LongestLine) : IAsyncDisposable
{
    /// <summary>Most bytes of a line: a network of a million nodes in one block.</summary>
    public const int LongestLine = 256 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Bytes before the next line.</summary>
    public long Offset { get; private set; }

    /// <summary>Goes to another place.</summary>
    public void Seek(long offset)
    {
        stream.Seek(offset, SeekOrigin.Begin);
        (_start, _end, Offset) = (0, 0, offset);
    }

    /// <summary>The next line.</summary>
    public async ValueTask<FeedLine> NextAsync(CancellationToken cancellation)
    {
        for (var searched = 0; ;)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                return Take(searched + length, FeedLineEnding.LineFeed);
            }

            searched = _end - _start;
            if (searched > longestLine)
            {
                return new FeedLine(default, FeedLineEnding.TooLong);
            }

            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return searched == 0 ? new FeedLine(default, FeedLineEnding.Nothing) : Take(searched, FeedLineEnding.EndOfFile);
            }

            _end += read;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private FeedLine Take(int length, FeedLineEnding ending)
    {
        var line = _buffer.AsMemory(_start, length);
        var taken = length + (ending == FeedLineEnding.LineFeed ? 1 : 0);
        _start += taken;
        Offset += taken;
        return new FeedLine(line, ending);
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
