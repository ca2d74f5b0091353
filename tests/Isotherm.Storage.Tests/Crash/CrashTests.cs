using System.Diagnostics;
using System.Globalization;
using Dapper;
using Isotherm.Storage.Alerting;
using Isotherm.Storage.Tests.Sqlite;

namespace Isotherm.Storage.Tests.Crash;

public sealed class CrashTests : IDisposable
{
    private const int Kills = 10;
    private const int Seed = 20_251;

    private readonly SqliteBackend _backend = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_point_the_journal_keeps_all_that_was_acknowledged_and_no_half_commit()
    {
        var random = new Random(Seed);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var acknowledged = await KillAfterAsync(random.Next(1, 12), random.Next(0, 4_000));
            await AssertWholeAsync(acknowledged, kill);
        }
    }

    [Fact]
    public async Task Another_process_is_kept_out_while_the_journal_is_open()
    {
        await using var journal = await _backend.OpenAsync();
        using var writer = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [CrashWriter.Argument, _backend.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            Assert.Null(await writer.StandardOutput.ReadLineAsync(Token));
            Assert.Contains("is in use by another process", await writer.StandardError.ReadToEndAsync(Token), StringComparison.Ordinal);
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync(Token);
        }
    }

    /// <summary>Starts the writer, kills it some acknowledgements later, and returns the last sequence number it printed.</summary>
    private async Task<long> KillAfterAsync(int lines, int spins)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [CrashWriter.Argument, _backend.Location]) { RedirectStandardOutput = true };
        using var writer = Process.Start(start)!;
        try
        {
            var last = 0L;
            for (var i = 0; i < lines; i++)
                last = long.Parse((await writer.StandardOutput.ReadLineAsync(Token))!, CultureInfo.InvariantCulture);

            // The writer is in its next commits now; a few thousand turns reach another point of them.
            Thread.SpinWait(spins * 100);
            writer.Kill();
            while (await writer.StandardOutput.ReadLineAsync(Token) is { } line)
                last = line.Length > 0 ? long.Parse(line, CultureInfo.InvariantCulture) : last;
            return last;
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync(Token);
        }
    }

    private async Task AssertWholeAsync(long acknowledged, int generation)
    {
        await using (var connection = _backend.Connect())
            Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        await using var journal = await _backend.OpenAsync();
        Assert.Equal(2 * generation, journal.Identity.Generation);
        Assert.True(journal.Sequence >= acknowledged, $"{acknowledged} was acknowledged, {journal.Sequence} is left.");
        Assert.True(journal.Sequence <= acknowledged + CrashWriter.EntriesPerRound);
        Assert.Equal(0, journal.Sequence % CrashWriter.EntriesPerRound);
        var expected = 0L;
        IReadOnlyList<JournalEntry> round = [];
        await foreach (var entry in journal.ReadAsync(0, Token))
        {
            var place = (int)(expected % CrashWriter.EntriesPerRound);
            if (place == 0)
                round = CrashWriter.Round(expected / CrashWriter.EntriesPerRound);
            Assert.Equal(++expected, entry.Sequence);
            SameEntry.Assert(round[place], entry.Entry);
        }

        Assert.Equal(journal.Sequence, expected);
        var blocks = expected / CrashWriter.EntriesPerRound * 2;
        Assert.Equal(blocks, (await journal.RecentAsync(int.MaxValue, Token)).Count);
        await AssertAlertsAsync(journal, acknowledged / CrashWriter.EntriesPerRound);
    }

    private static async Task AssertAlertsAsync(IJournal journal, long acknowledgedRounds)
    {
        var rounds = journal.Sequence / CrashWriter.EntriesPerRound;
        var episodes = await journal.EpisodesAsync(Token);
        Assert.Equal(Math.Min(rounds, CrashWriter.Episodes) + 1, episodes.Count);
        Assert.Equal((byte)(rounds - 1), episodes[0].State.Span[0]);
        Assert.Equal(Math.Max(rounds, 0), (await journal.AlertUndoAsync(Chain.Root, Token)).Count);
        var waiting = await journal.Outbox.WaitingAsync(10, Token);
        Assert.True(waiting.Count <= 1, $"{waiting.Count} messages wait, one commit was under way.");
        if (waiting is [var open])
        {
            // Not acknowledged: it must go out again, or it would be lost.
            Assert.Equal(CrashWriter.Delivery(rounds - 1), open.Id);
            Assert.Equal(acknowledgedRounds, rounds - 1);
            await journal.Outbox.RecordAsync(Some.Attempt(open.Id, AttemptOutcome.Delivered), Token);
        }

        var delivered = 0;
        for (long? before = null; ;)
        {
            var page = await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", before, OutboxQuery.MaxLimit) { State = DeliveryState.Delivered }, Token);
            delivered += page.Rows.Count;
            if ((before = page.Next) is null)
                break;
        }

        Assert.Equal(rounds, delivered);
    }

    public void Dispose() => _backend.Dispose();
}
