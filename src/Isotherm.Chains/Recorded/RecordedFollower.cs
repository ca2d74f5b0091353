using System.Runtime.CompilerServices;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Microsoft.Extensions.Logging;

namespace Isotherm.Chains.Recorded;

/// <summary>
/// Plays a recorded network as steps, paced by the clock. The file is read whole before its first block is yielded; what is wrong with
/// it is said in <see cref="Status"/>, and looked at again when the file has changed. A further round is a rewind to the first block.
/// </summary>
/// <param name="manifest">A network with <see cref="Manifest.Recorded"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
public sealed class RecordedFollower(Manifest manifest, TimeProvider time, ILogger<RecordedFollower> log)
{
    private const int HeldBlocks = 256;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly RecordedSpec _spec = manifest.Recorded ?? throw new ArgumentException($"Network '{manifest.Id}' has no recording.", nameof(manifest));
    private readonly ReplayPace _pace = new(manifest.Recorded.Speed, time);
    private volatile RecordedStatus _status = new();
    private (long Length, DateTime Written) _opened;

    /// <summary>How it stands now; may be read from any thread.</summary>
    public RecordedStatus Status => _status;

    /// <summary>Reads a recording whole, as playing it would.</summary>
    /// <param name="manifest">A network with <see cref="Manifest.Recorded"/>.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <returns>The first thing that is wrong with it; null when it can be played.</returns>
    public static async Task<FeedProblem?> CheckAsync(Manifest manifest, CancellationToken cancellation)
    {
        var (survey, cursor, problem) = await SurveyAsync(manifest, [], cancellation).ConfigureAwait(false);
        if (survey is not null)
        {
            await cursor!.DisposeAsync().ConfigureAwait(false);
        }

        return problem;
    }

    /// <summary>Plays until cancelled. One enumeration at a time.</summary>
    /// <param name="known">Recent canonical blocks of the journal, oldest first; empty to start at the first block.</param>
    /// <param name="expectedHash">The header's hash that the data directory was made with; null for a new one.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<ChainStep> FollowAsync(IReadOnlyList<BlockRef> known, string? expectedHash, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(known);
        var held = known.TakeLast(HeldBlocks).ToList();
        while (true)
        {
            var (survey, cursor) = await GoodAsync(held, expectedHash, cancellation).ConfigureAwait(false);
            await using var reading = cursor.ConfigureAwait(false);
            if (held.Count > 0 && held[^1] != survey.Common)
            {
                yield return Rewind(held, survey.Common!);
            }

            cursor.Return(survey.AfterCommon ?? survey.Start);
            _pace.StartAt((survey.AfterCommon?.Parent ?? survey.First).Timestamp);
            var read = await DueAsync(cursor, survey, cancellation).ConfigureAwait(false);
            for (; read is not FeedRead.Bad; read = await DueAsync(cursor, survey, cancellation).ConfigureAwait(false))
            {
                if (read is FeedRead.Next next)
                {
                    yield return Extend(held, survey, next);
                }
                else
                {
                    Restart(cursor, survey);
                    yield return Rewind(held, survey.First.Ref);
                }
            }

            await ComplainAsync(((FeedRead.Bad)read).Problem.ToString(), _opened, cancellation).ConfigureAwait(false);
        }
    }

    // The next block when it is due; the end when the next round is due: one block time behind the last block, never without a loop.
    private async Task<FeedRead> DueAsync(FeedCursor cursor, FeedSurvey survey, CancellationToken cancellation)
    {
        var read = await cursor.NextAsync(cancellation).ConfigureAwait(false);
        switch (read)
        {
            case FeedRead.Next next:
                await _pace.UntilAsync(next.Block.Header.Timestamp, cancellation).ConfigureAwait(false);
                break;
            case FeedRead.End when _spec.Loop && survey.First != survey.Last:
                await _pace.UntilAsync(survey.Last.Timestamp + manifest.Chain.BlockTime.TotalSeconds, cancellation).ConfigureAwait(false);
                break;
            case FeedRead.End:
                await ReplayPace.ForeverAsync(time, cancellation).ConfigureAwait(false);
                break;
        }

        return read;
    }

    private ChainStep.Extend Extend(List<BlockRef> held, FeedSurvey survey, FeedRead.Next next)
    {
        var block = next.Block.Header.Ref;
        held.Add(block);
        if (held.Count > HeldBlocks)
        {
            held.RemoveAt(0);
        }

        var atHead = _spec.Speed is not null || block == survey.Last.Ref;
        _status = _status with { Head = _spec.Speed is not null ? block.Number : survey.Last.Number };
        return new ChainStep.Extend(next.Block, next.Facts, atHead);
    }

    private ChainStep.Rewind Rewind(List<BlockRef> held, BlockRef to)
    {
        held.RemoveAll(b => b.Number >= to.Number);
        held.Add(to);
        _status = _status with { Head = to.Number };
        return new ChainStep.Rewind(to);
    }

    private void Restart(FeedCursor cursor, FeedSurvey survey)
    {
        cursor.Return(survey.AfterFirst);
        _pace.StartAt(survey.First.Timestamp);
        _status = _status with { Round = _status.Round + 1 };
    }

    // Tries until the recording is good and goes on from what is held.
    private async Task<(FeedSurvey Survey, FeedCursor Cursor)> GoodAsync(List<BlockRef> held, string? expectedHash, CancellationToken cancellation)
    {
        while (true)
        {
            _opened = Stamp();
            var (survey, cursor, problem) = await SurveyAsync(manifest, held, cancellation).ConfigureAwait(false);
            var complaint = problem?.ToString() ?? Mismatch(survey!, held, expectedHash);
            if (complaint is null)
            {
                var tip = survey!.Common ?? survey.First.Ref;
                _status = _status with
                {
                    HeaderHash = survey.Header.Hash,
                    From = survey.First.Timestamp,
                    To = survey.Last.Timestamp,
                    Round = Math.Max(1, _status.Round),
                    Head = _spec.Speed is null ? survey.Last.Number : tip.Number,
                    Problem = null,
                };
                RecordedLog.Playing(log, manifest.Id, FileName, survey.First.Number, survey.Last.Number, survey.Common?.ToString() ?? "none");
                return (survey, cursor!);
            }

            if (cursor is not null)
            {
                await cursor.DisposeAsync().ConfigureAwait(false);
            }

            await ComplainAsync(complaint, problem is { Line: 0 } ? null : _opened, cancellation).ConfigureAwait(false);
        }
    }

    private string? Mismatch(FeedSurvey survey, List<BlockRef> held, string? expectedHash)
    {
        if (expectedHash is not null && expectedHash != survey.Header.Hash)
        {
            return $"{FileName}:1: the header's hash is {survey.Header.Hash}; expected {expectedHash}, the recording that the data directory was made with: put it back, or start with a new data directory.";
        }

        return held.Count > 0 && survey.Common is null
            ? $"{FileName}: it holds none of the last {held.Count} blocks of the data directory, up to {held[^1]}; expected the recording that the directory was made with: put it back, or start with a new data directory."
            : null;
    }

    private string FileName => Path.GetFileName(_spec.File);

    // Says it, and waits until the file is another one than was read; a little while where it could not be read at all.
    private async Task ComplainAsync(string complaint, (long Length, DateTime Written)? read, CancellationToken cancellation)
    {
        if (_status.Problem != complaint)
        {
            RecordedLog.Problem(log, manifest.Id, complaint);
        }

        _status = _status with { Problem = complaint };
        do
        {
            await Task.Delay(LookAgain, time, cancellation).ConfigureAwait(false);
        }
        while (Stamp() == read);
    }

    private (long Length, DateTime Written) Stamp()
    {
        var file = new FileInfo(_spec.File);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);
    }

    private static async Task<(FeedSurvey? Survey, FeedCursor? Cursor, FeedProblem? Problem)> SurveyAsync(
        Manifest manifest, IReadOnlyList<BlockRef> held, CancellationToken cancellation)
    {
        var (cursor, unopened) = FeedCursor.Open(manifest);
        if (cursor is null)
        {
            return (null, null, unopened);
        }

        var (survey, problem) = await FeedSurvey.MakeAsync(cursor, held, cancellation).ConfigureAwait(false);
        if (survey is null)
        {
            await cursor.DisposeAsync().ConfigureAwait(false);
            return (null, null, problem);
        }

        return (survey, cursor, null);
    }
}
