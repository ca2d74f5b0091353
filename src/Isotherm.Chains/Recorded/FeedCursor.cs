using Isotherm.Chains.Manifests;
using Isotherm.Chains.Schedules;
using Isotherm.Domain;

namespace Isotherm.Chains.Recorded;

/// <summary>Reads a recording from its header on, block by block, each checked against the one before. It never throws for what the file holds.</summary>
internal sealed class FeedCursor : IAsyncDisposable
{
    private readonly string _file;
    private readonly string _network;
    private readonly RequirementSchedule _schedule;
    private readonly FeedLines _lines;
    private readonly BlockLine _blocks;
    private FeedHeader? _header;
    private int _line;
    private BlockHeader? _parent;

    private FeedCursor(string file, Manifest manifest, Stream stream)
    {
        (_file, _network, _schedule) = (file, manifest.Id, manifest.Schedule);
        _lines = new FeedLines(stream);
        _blocks = new BlockLine(manifest.Rules);
    }

    /// <summary>Where the next line begins.</summary>
    public FeedPlace Place => new(_lines.Offset, _line, _parent);

    /// <summary>Opens a recorded network's file, or says why it cannot be opened.</summary>
    public static (FeedCursor? Cursor, FeedProblem? Problem) Open(Manifest manifest)
    {
        var path = manifest.Recorded!.File;
        var name = Path.GetFileName(path);
        try
        {
            return (new FeedCursor(name, manifest, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous)), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var found = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "it cannot be opened";
            return (null, new FeedProblem(name, 0, "", $"{found}; expected the recording that the manifest names, beside the manifest or below"));
        }
    }

    /// <summary>Reads the first line. Call it once, first.</summary>
    public async Task<(FeedHeader? Header, FeedProblem? Problem)> HeaderAsync(CancellationToken cancellation)
    {
        var (line, problem) = await LineAsync(cancellation).ConfigureAwait(false);
        if (line is not { } bytes)
        {
            return (null, problem ?? Wrong("the file is empty; expected a header on line 1"));
        }

        var problems = new List<ManifestProblem>();
        var header = HeaderLine.Read(bytes, _network, problems);
        if (problems.Count > 0)
        {
            return (null, Wrong(problems[0]));
        }

        _header = header;
        return (header, null);
    }

    /// <summary>The next block.</summary>
    public async Task<FeedRead> NextAsync(CancellationToken cancellation)
    {
        var header = _header ?? throw new InvalidOperationException("A recording is read from its header on.");
        var parent = _parent;
        var (line, problem) = await LineAsync(cancellation).ConfigureAwait(false);
        if (problem is not null)
        {
            return new FeedRead.Bad(problem);
        }

        if (line is not { } bytes)
        {
            return parent?.Timestamp == header.To ? new FeedRead.End() : new FeedRead.Bad(CutOff(header, parent));
        }

        var problems = new List<ManifestProblem>();
        if (_blocks.Read(bytes, parent, header, problems) is not { } read || problems.Count > 0)
        {
            return new FeedRead.Bad(Wrong(problems[0]));
        }

        _parent = read.Block.Header;
        return new FeedRead.Next(read.Block, [.. _schedule.Facts(parent?.Timestamp, read.Block.Header.Timestamp), .. read.Facts]);
    }

    /// <summary>Goes on from another place.</summary>
    public void Return(FeedPlace place)
    {
        _lines.Seek(place.Offset);
        (_line, _parent) = (place.Line, place.Parent);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    // The line, nothing at the end of the file, or what is wrong.
    private async Task<(ReadOnlyMemory<byte>? Line, FeedProblem? Problem)> LineAsync(CancellationToken cancellation)
    {
        FeedLine line;
        try
        {
            line = await _lines.NextAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            return (null, new FeedProblem(_file, _line + 1, "", $"it cannot be read: {e.Message.TrimEnd('.')}"));
        }

        if (line.Ending == FeedLineEnding.Nothing)
        {
            return (null, null);
        }

        _line++;
        return line.Ending switch
        {
            FeedLineEnding.LineFeed => (line.Bytes, null),
            FeedLineEnding.TooLong => (null, Wrong($"expected a line of at most {FeedLines.LongestLine} bytes")),
            _ => (null, Wrong("the file ends in the midst of this line; expected a line feed after every line (was it cut off?)")),
        };
    }

    private FeedProblem CutOff(FeedHeader header, BlockHeader? last) => new(
        _file,
        _line,
        "",
        $"the recording ends with {(last is null ? "no block" : $"block {last.Number} of {ManifestText.PrintMoment(last.Timestamp)}")}; expected blocks up to {ManifestText.PrintMoment(header.To)}, the header's 'to' (was it cut off?)");

    private FeedProblem Wrong(string message) => new(_file, Math.Max(1, _line), "", message);

    private FeedProblem Wrong(ManifestProblem problem) => new(_file, _line, problem.Path, problem.Message.TrimEnd('.'));
}
