using System.Numerics;
using Isotherm.Domain;
using Isotherm.Storage.Alerting;
using Isotherm.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Storage.Tests.Damage;

/// <summary>A journal of a hundred blocks with everything in it: orphans, snapshots, rare facts, rows longer than a page, free pages, a log of commits.</summary>
internal sealed class SmallJournal : IDisposable
{
    private const int Blocks = 100;

    private readonly string _root = Directory.CreateTempSubdirectory("isotherm-damage-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>As a stop leaves it: one file.</summary>
    public string Closed => Path.Combine(_root, "closed");

    /// <summary>As a kill leaves it: the last commits are in the log only.</summary>
    public string Killed => Path.Combine(_root, "killed");

    /// <summary>Fills both.</summary>
    public async Task MakeAsync()
    {
        await using (var journal = await OpenAsync(Closed))
            await FillAsync(journal);
        await using (var journal = await OpenAsync(Closed))
        {
            await journal.AppendAsync([Block(Blocks + 1), Block(Blocks + 2)], Token);
            await journal.AppendAsync([Chain.Rewind(Chain.Ref(Blocks + 1)), Block(Blocks + 2, "c")], Token);
            Copy(Closed, Killed); // while it is open: as a kill would leave it
        }
    }

    /// <summary>A copy of its own for one flip.</summary>
    public string CopyOf(string directory)
    {
        var copy = Path.Combine(_root, "copy");
        if (Directory.Exists(copy))
            Directory.Delete(copy, recursive: true);
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(directory))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    public static Task<SqliteJournal> OpenAsync(string directory) =>
        SqliteJournal.OpenAsync(directory, Chain.Network, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000)), Token);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static async Task FillAsync(SqliteJournal journal)
    {
        await journal.BindAsync(31_337, "0xgenesis", Token);
        for (ulong number = 1; number <= Blocks; number++)
        {
            if (number % 20 == 0)
            {
                var fork = Chain.Ref(number - 1);
                await journal.AppendAsync(
                    [Block(number, "b"), Chain.Block(number + 1, "b", undoBytes: 30), Chain.Rewind(fork), new JournalEntry.ClockEntry(DateTimeOffset.UnixEpoch.AddSeconds(number))], Token);
            }

            await journal.AppendAsync([Block(number) with { Alerts = number % 5 == 0 ? Share((int)number) : null }], Token);
            if (number % 10 == 0)
                await journal.Outbox.RecordAsync(Some.Attempt($"m{number}:hook", number % 20 == 0 ? AttemptOutcome.Retry : AttemptOutcome.Delivered, 60), Token);
            if (number % 12 == 0)
                await journal.SaveSnapshotAsync(journal.Sequence, Chain.Ref(number), State(9_000), Token);
        }

        // Ever smaller ones leave free pages behind.
        for (var i = 0; i < 5; i++)
        {
            await journal.AppendAsync([new JournalEntry.ClockEntry(DateTimeOffset.UnixEpoch.AddHours(i))], Token);
            await journal.SaveSnapshotAsync(journal.Sequence, Chain.Ref(Blocks), State(40_000 >> (2 * i)), Token);
        }
    }

    private static AlertShare Share(int number) => Some.Episodes(($"of {number % 15}", (byte)number)) with
    {
        Undo = new[] { (byte)number },
        Messages = [Some.Message(number, "hook", "mail") with { Clusters = ["9"], Body = State(number * 20) }],
    };

    private static byte[] State(int length)
    {
        var state = new byte[length];
        new Random(length).NextBytes(state);
        return state;
    }

    private static JournalEntry.BlockEntry Block(ulong number, string fork = "a") => Chain.Block(
        number,
        fork,
        Chain.Ref(number - 1),
        undoBytes: number % 10 == 0 ? 9_000 : 40,
        number % 7 == 0
            ? [new Fact.ThresholdsSet(15_000 + number, 12_000), new Fact.Liquidated(new ClusterId(number), "0xkeeper", BigInteger.Pow(10, 20), 5)]
            : [new Fact.CollateralSet(new NodeId(number), BigInteger.Pow(7, (int)number))]);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var name in new[] { "journal.db", "journal.db-wal", "journal.lock" })
        {
            // Not by .NET: it would ask for the lock that the open journal holds.
            if (File.Exists(Path.Combine(from, name)))
            {
                using var copying = System.Diagnostics.Process.Start("cp", [Path.Combine(from, name), Path.Combine(to, name)]);
                copying.WaitForExit();
                Assert.Equal(0, copying.ExitCode);
            }
        }
    }
}
