using System.Globalization;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Storage.Tests.Damage;

/// <summary>
/// One byte that changed on the disk, anywhere in a journal's files: each question is answered as before, or refused with one
/// sentence that says what, where and what to do. <c>ISOTHERM_FLIPS</c> and <c>ISOTHERM_SEED</c> choose more and others.
/// </summary>
public sealed class FlippedByteTests(ITestOutputHelper output) : IDisposable
{
    private readonly SmallJournal _journal = new();

    [Fact]
    public async Task A_flipped_byte_anywhere_changes_no_answer_without_being_said()
    {
        await _journal.MakeAsync();
        var random = new Random(Setting("ISOTHERM_SEED", 20_261));
        var flips = Setting("ISOTHERM_FLIPS", 150);
        HashSet<string> met = [];
        Dictionary<string, (int Same, int Refused)> counts = [];
        foreach (var directory in new[] { _journal.Closed, _journal.Killed })
        {
            var expected = await AskAsync(_journal.CopyOf(directory));
            Assert.DoesNotContain(expected, a => a.Answer.StartsWith(Questions.Refused, StringComparison.Ordinal));
            var regions = Regions.Of(directory).OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
            for (var flip = 0; flip < flips; flip++)
            {
                var (kind, spans) = regions[flip % regions.Count];
                var (file, from, length) = spans[random.Next(spans.Count)];
                var (offset, mask) = (from + random.Next(length), (byte)random.Next(1, 256));
                var copy = _journal.CopyOf(directory);
                Flip(Path.Combine(copy, file), offset, mask);
                var same = Hold(expected, await AskAsync(copy), $"{Path.GetFileName(directory)}: {file} byte {offset} ({kind}) xor {mask:x2}");
                var (sames, refusals) = counts.GetValueOrDefault(kind);
                counts[kind] = same ? (sames + 1, refusals) : (sames, refusals + 1);
                met.Add(kind);
            }
        }

        foreach (var (kind, count) in counts)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {count.Same} answered as before, {count.Refused} refused, 0 wrong"));
        Assert.Superset(
            new HashSet<string>
            {
                "header", "interior of a table", "interior of an index", "leaf of a table", "leaf of an index", "overflow", "free",
                "log header", "log frame header", "log page",
            },
            met);
        Assert.True(counts["leaf of a table"].Refused > 0 && counts["overflow"].Refused > 0 && counts["log page"].Refused > 0);
        Assert.True(counts["free"].Same > 0);
    }

    [Fact]
    public async Task A_damaged_log_does_not_lose_commits_in_silence()
    {
        await _journal.MakeAsync();
        var copy = _journal.CopyOf(_journal.Killed);
        Flip(Path.Combine(copy, "journal.db-wal"), 100, 1);

        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => SmallJournal.OpenAsync(copy));

        Assert.Equal(
            $"The journal in '{copy}' has lost commits: entry 129 was recorded, 125 is the last that is there; restore a backup of the directory, "
            + "or delete the directory to read the chain again. If this is a restored backup, delete 'journal.lock' to go on from it.",
            refused.Message);
        File.Delete(Path.Combine(copy, DirectoryLock.FileName));
        await using var accepted = await SmallJournal.OpenAsync(copy);
        Assert.Equal(125, accepted.Sequence);
    }

    public void Dispose() => _journal.Dispose();

    private static bool Hold(
        IReadOnlyList<(string Question, string Answer)> expected, IReadOnlyList<(string Question, string Answer)> actual, string flip)
    {
        var same = true;
        foreach (var (question, answer) in actual)
        {
            if (answer.StartsWith(Questions.Refused, StringComparison.Ordinal))
            {
                same = false;
                Assert.True(
                    (answer.Contains("' is damaged (", StringComparison.Ordinal) || answer.Contains(" has lost commits: ", StringComparison.Ordinal))
                    && answer.Contains("restore a backup of the directory, or delete the directory to read the chain again.", StringComparison.Ordinal)
                    && !answer.Contains('\n', StringComparison.Ordinal),
                    $"{flip}, asked for {question}: {answer}");
                continue;
            }

            Assert.Equal((flip, question, expected.Single(e => e.Question == question).Answer), (flip, question, answer));
        }

        return same;
    }

    private static async Task<IReadOnlyList<(string Question, string Answer)>> AskAsync(string directory)
    {
        string[] hashes = [.. Enumerable.Range(1, 102).Select(n => $"0xa{n}"), .. Enumerable.Range(1, 5).Select(n => $"0xb{20 * n}"), "0xc102"];
        try
        {
            await using var journal = await SmallJournal.OpenAsync(directory);
            return await Questions.AskAsync(journal, hashes, 102);
        }
        catch (JournalRefusedException refused)
        {
            return [("opening", Questions.Refused + refused.Message)];
        }
    }

    private static void Flip(string file, int offset, byte mask)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[offset] ^= mask;
        File.WriteAllBytes(file, bytes);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
