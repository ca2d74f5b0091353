using System.Globalization;
using Isotherm.Domain;
using Isotherm.Storage.Alerting;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Storage.Tests.Crash;

/// <summary>
/// The program that is killed: appends rounds of entries for ever, each round in one commit, and prints the sequence number
/// after each, when its message is recorded as delivered. All that it writes follows from the round's number.
/// </summary>
internal static class CrashWriter
{
    /// <summary>What makes the test program be this one; a directory follows.</summary>
    public const string Argument = "--crash-writer";

    public const int EntriesPerRound = 5;

    /// <summary>Episodes beside the one that each round changes.</summary>
    public const int Episodes = 4;

    private const int UndoBytes = 50_000;

    public static async Task<int> RunAsync(string directory, TextWriter output)
    {
        await using var journal = await SqliteJournal.OpenAsync(directory, Chain.Network, TimeProvider.System, CancellationToken.None);
        while (true)
        {
            var round = journal.Sequence / EntriesPerRound;
            var last = await journal.AppendAsync(Round(round), CancellationToken.None);
            await journal.Outbox.RecordAsync(Some.Attempt(Delivery(round), AttemptOutcome.Delivered), CancellationToken.None);
            await output.WriteLineAsync(last.ToString(CultureInfo.InvariantCulture));
            await output.FlushAsync();
            await journal.SaveSnapshotAsync(last, Head(round), new byte[UndoBytes], CancellationToken.None);
        }
    }

    /// <summary>Two blocks, one of them taken back and mined otherwise, and a clock: the chain grows by two each round.</summary>
    public static IReadOnlyList<JournalEntry> Round(long round)
    {
        var parent = round == 0 ? Chain.Root : Head(round - 1);
        var first = Chain.Block(parent.Number + 1, parent: parent, undoBytes: UndoBytes);
        var place = first.Block.Header.Ref;
        return
        [
            first,
            Chain.Block(place.Number + 1, "b", place, UndoBytes),
            Chain.Rewind(place),
            new JournalEntry.ClockEntry(DateTimeOffset.UnixEpoch.AddSeconds(round)),
            Chain.Block(place.Number + 1, "c", place, UndoBytes) with { Alerts = Share(round) },
        ];
    }

    /// <summary>The delivery of a round's message, which is recorded as delivered before the round is acknowledged.</summary>
    public static string Delivery(long round) => $"m{round + 1}:hook";

    private static AlertShare Share(long round) => Some.Episodes(("last", (byte)round), ($"of {round % Episodes}", (byte)round)) with
    {
        Undo = new[] { (byte)round },
        Messages = [Some.Message((int)round + 1, "hook")],
    };

    private static BlockRef Head(long round) => Chain.Ref((2 * (ulong)round) + 2, "c");
}
