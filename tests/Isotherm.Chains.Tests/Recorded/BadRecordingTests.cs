using System.Text;
using Isotherm.Chains.Recorded;

namespace Isotherm.Chains.Tests.Recorded;

public sealed class BadRecordingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_recording_has_no_problem()
    {
        using var recording = new Recording(5);
        Assert.Null(await RecordedFollower.CheckAsync(recording.Manifest(), Ct));
    }

    [Theory]
    [InlineData(3, "\"number\":3", "\"number\":4", "/number", "expected 3, one above the line before; found 4")]
    [InlineData(3, "\"number\":3", "\"number\":3.0", "/number", "expected a whole number from 0 to 9223372036854775807, found 3.0")]
    [InlineData(3, "\"number\":3", "\"number\":\"3\"", "/number", "found '3'")]
    [InlineData(3, "2025-06-01T02:00:00Z", "2025-06-01T00:59:59Z", "/timestamp", "not before the line before, 2025-06-01T01:00:00Z; found 2025-06-01T00:59:59Z")]
    [InlineData(3, "2025-06-01T02:00:00Z", "2025-06-01 02:00", "/timestamp", "expected a time in UTC")]
    [InlineData(3, "2025-06-01T02:00:00Z", "2025-06-09T02:00:00Z", "/timestamp", "not after 2025-06-01T04:00:00Z, the header's 'to'")]
    [InlineData(3, "\"amount\":\"1600000000003\"", "\"amount\":1600000000003", "/facts/0/amount", "expected a whole number as text, found 1600000000003")]
    [InlineData(3, "\"amount\":\"1600000000003\"", "\"amount\":\"1.6e12\"", "/facts/0/amount", "found '1.6e12'")]
    [InlineData(3, "\"amount\":\"1600000000003\"", "\"amounts\":\"1600000000003\"", "/facts/0", "expected a field 'amount'")]
    [InlineData(3, "\"amount\":\"1600000000003\"", "\"amount\":\"1\",\"extra\":\"1\"", "/facts/0/extra", "unknown field 'extra'; expected one of effect, node, amount")]
    [InlineData(3, "collateral.set", "collateral.sett", "/facts/0/effect", "unknown effect 'collateral.sett'; expected one of class.define")]
    [InlineData(3, "\"node\":\"1\"", "\"node\":\"-1\"", "/facts/0/node", "expected a whole number of 0 or more as text, found '-1'")]
    [InlineData(3, "\"facts\"", "\"baseFee\":20,\"facts\"", "/baseFee", "expected a whole number of 0 or more as text, found 20")]
    [InlineData(3, "\"facts\"", "\"tokenPrice\":{\"value\":\"1\",\"decimals\":6,\"updatedAt\":\"2025-06-01T02:00:00Z\",\"round\":\"1\"},\"facts\"", "/tokenPrice/decimals", "found 6")]
    [InlineData(3, "{\"number\"", "{\"schemaVersion\":1,\"number\"", "", "a header is here again; expected it on line 1 only")]
    [InlineData(3, "{\"number\"", "{number", "", "expected JSON")]
    [InlineData(3, "]}", "]", "", "expected JSON")]
    [InlineData(0, "\"schemaVersion\":1", "\"schemaVersion\":2", "/schemaVersion", "expected a whole number from 1 to 1, found 2")]
    [InlineData(0, "\"schemaVersion\":1,", "", "", "expected the recording's header")]
    [InlineData(0, "\"network\":\"io-net\"", "\"network\":\"demo\"", "/network", "the manifest's id, 'io-net', found 'demo'")]
    [InlineData(0, "\"from\":\"2025-06-01T00:00:00Z\"", "\"from\":\"2025-05-01T00:00:00Z\"", "/timestamp", "expected 2025-05-01T00:00:00Z, the header's 'from'")]
    [InlineData(0, "\"sources\"", "\"sauces\"", "/sauces", "unknown field 'sauces'")]
    [InlineData(1, "node.add", "node.add\u0001", "", "expected JSON")]
    public async Task A_spoilt_line_is_one_sentence_with_file_line_found_and_expected(int line, string right, string wrong, string path, string message)
    {
        using var recording = new Recording(5);
        Assert.Contains(right, recording.Lines[line], StringComparison.Ordinal);
        recording.Lines[line] = recording.Lines[line].Replace(right, wrong, StringComparison.Ordinal);
        recording.Write();

        var problem = await RecordedFollower.CheckAsync(recording.Manifest(), Ct);

        Assert.NotNull(problem);
        Assert.Equal(("feed.ndjson", line + (path == "/timestamp" && line == 0 ? 2 : 1), path), (problem.File, problem.Line, problem.Path));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith($"feed.ndjson:{problem.Line}", problem.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(".", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_on_another_parent_is_named_with_both_hashes()
    {
        using var recording = new Recording(5);
        recording.Lines[4] = recording.Lines[4].Replace($"\"parentHash\":\"{Recording.Hash(3)}\"", $"\"parentHash\":\"{Recording.Hash(2)}\"", StringComparison.Ordinal);
        recording.Write();

        Assert.Equal($"feed.ndjson:5, /parentHash: expected {Recording.Hash(3)}, the hash of block 3; found {Recording.Hash(2)}.", await SaidAsync(recording));
    }

    [Fact]
    public async Task A_missing_block_is_found_on_the_line_behind_the_gap()
    {
        using var recording = new Recording(5);
        recording.Lines.RemoveAt(3);
        recording.Write();

        Assert.Equal("feed.ndjson:4, /number: expected 3, one above the line before; found 4.", await SaidAsync(recording));
    }

    [Fact]
    public async Task A_file_cut_off_at_any_byte_is_never_taken_for_whole()
    {
        using var recording = new Recording(3);
        var whole = await File.ReadAllBytesAsync(recording.File, Ct);
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(recording.File, whole[..length], Ct);
            var problem = await RecordedFollower.CheckAsync(recording.Manifest(), Ct);
            Assert.True(problem is not null, $"{length} of {whole.Length} bytes were taken for whole");
            Assert.InRange(problem.Line, 1, 4);
        }
    }

    [Fact]
    public async Task A_file_cut_off_between_or_within_lines_says_which()
    {
        using var recording = new Recording(3);
        recording.Lines.RemoveAt(3);
        recording.Write();
        Assert.Equal(
            "feed.ndjson:3: the recording ends with block 2 of 2025-06-01T01:00:00Z; expected blocks up to 2025-06-01T02:00:00Z, the header's 'to' (was it cut off?).",
            await SaidAsync(recording));

        await File.WriteAllTextAsync(recording.File, string.Join('\n', recording.Lines), Ct);
        Assert.Equal("feed.ndjson:3: the file ends in the midst of this line; expected a line feed after every line (was it cut off?).", await SaidAsync(recording));
    }

    [Fact]
    public async Task An_empty_or_missing_file_says_so()
    {
        using var recording = new Recording(3);
        await File.WriteAllTextAsync(recording.File, "", Ct);
        Assert.Equal("feed.ndjson:1: the file is empty; expected a header on line 1.", await SaidAsync(recording));

        File.Delete(recording.File);
        Assert.Equal("feed.ndjson: there is no such file; expected the recording that the manifest names, beside the manifest or below.", await SaidAsync(recording));
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, (byte)'\n' })]
    [InlineData(new byte[] { (byte)'\n' })]
    [InlineData(new byte[] { (byte)'[', (byte)']', (byte)'\n' })]
    [InlineData(new byte[] { (byte)'"', 0xc3, 0x28, (byte)'"', (byte)'\n' })]
    public async Task Bytes_that_are_no_header_are_refused_on_line_1(byte[] bytes)
    {
        using var recording = new Recording(3);
        await File.WriteAllBytesAsync(recording.File, bytes, Ct);
        Assert.Equal(1, (await RecordedFollower.CheckAsync(recording.Manifest(), Ct))!.Line);
    }

    [Fact]
    public async Task A_line_longer_than_may_be_is_refused_before_it_is_held()
    {
        await using var lines = new FeedLines(new MemoryStream(Encoding.ASCII.GetBytes(new string('x', 500_000))), longestLine: 100_000);
        Assert.Equal(FeedLineEnding.TooLong, (await lines.NextAsync(Ct)).Ending);
    }

    [Fact]
    public async Task Lines_of_all_lengths_around_the_buffer_come_out_as_they_are()
    {
        var text = string.Concat(new[] { 0, 1, 65_534, 65_535, 65_536, 65_537, 200_000, 3 }.Select((n, i) => new string((char)('a' + i), n) + "\n"));
        await using var lines = new FeedLines(new MemoryStream(Encoding.ASCII.GetBytes(text)));
        foreach (var expected in text.Split('\n')[..^1])
        {
            var line = await lines.NextAsync(Ct);
            Assert.Equal((FeedLineEnding.LineFeed, expected), (line.Ending, Encoding.ASCII.GetString(line.Bytes.Span)));
        }

        Assert.Equal((FeedLineEnding.Nothing, (long)text.Length), ((await lines.NextAsync(Ct)).Ending, lines.Offset));
    }

    private static async Task<string?> SaidAsync(Recording recording) => (await RecordedFollower.CheckAsync(recording.Manifest(), Ct))?.ToString();
}
