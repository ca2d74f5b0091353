using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Tests.Evm;

/// <summary>The reading in one pass gives what the ordinary reading by <see cref="RpcAnswers"/> gives, or nothing.</summary>
public sealed class EvmLogReaderTests
{
    private const string Log =
        """{"address":"0xABcdefabcdefabcdefabcdefabcdefabcdefabcd","topics":["0x1111111111111111111111111111111111111111111111111111111111111111"],"data":"0x0102","blockNumber":"0x10","blockHash":"0x2222222222222222222222222222222222222222222222222222222222222222","logIndex":"0x3","removed":false,"transactionHash":"0x33"}""";

    [Fact]
    public void A_plain_answer_is_read_as_the_ordinary_reading_reads_it()
    {
        var log = Assert.Single(Answer($$"""{"jsonrpc":"2.0","id":7,"result":[{{Log}}]}""")!);
        Assert.Equal("0xabcdefabcdefabcdefabcdefabcdefabcdefabcd", log.Address);
        Assert.Equal((16UL, 3UL, false), (log.BlockNumber, log.Index, log.Removed));
        Assert.Equal(new byte[] { 1, 2 }, log.Data);
        Assert.Equal(["0x" + new string('1', 64)], log.Topics);
    }

    [Theory]
    [InlineData("""{"result":[],"id":7,"jsonrpc":"2.0"}""")]
    [InlineData("""{"id":7,"extra":{"result":[1,{"id":9}],"error":0},"result":[]}""")]
    [InlineData("""{"\u0069d":7,"r\u0065sult":[]}""")]
    public void Members_come_in_any_order_with_unknown_ones_between_and_names_may_be_escaped(string answer) => Assert.Empty(Answer(answer)!);

    [Fact]
    public void Texts_may_be_escaped()
    {
        var log = Assert.Single(Answer($$"""{"id":7,"result":[{{Log.Replace("0x10", "\\u0030x10", StringComparison.Ordinal)}}]}""")!);
        Assert.Equal(16UL, log.BlockNumber);
    }

    [Theory]
    [InlineData("""{"id":8,"result":[]}""")] // another call's
    [InlineData("""{"id":"7","result":[]}""")]
    [InlineData("""{"id":7.5,"result":[]}""")]
    [InlineData("""{"result":[]}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":7,"id":7,"result":[]}""")]
    [InlineData("""{"id":7,"result":[],"result":null}""")]
    [InlineData("""{"id":7,"result":[],"error":{"code":-1,"message":"no"}}""")]
    [InlineData("""{"id":7,"error":null,"result":[]}""")]
    [InlineData("""{"id":7,"result":null}""")]
    [InlineData("""{"id":7,"result":{}}""")]
    [InlineData("""{"id":7,"result":[1]}""")]
    [InlineData("""{"id":7,"result":[{}]}""")]
    [InlineData("""{"id":7,"result":[]} {}""")]
    [InlineData("""{"id":7,"result":[]}]""")]
    [InlineData("""[{"id":7,"result":[]}]""")]
    [InlineData("""{"id":7,"result":[],}""")]
    [InlineData("null")]
    [InlineData("")]
    public void Whatever_is_not_plain_is_left_to_the_ordinary_reading(string answer) => Assert.Null(Answer(answer));

    [Fact]
    public void An_answer_cut_anywhere_is_left_to_the_ordinary_reading()
    {
        var whole = $$"""{"jsonrpc":"2.0","id":7,"result":[{{Log}},{{Log}}]}""";
        Assert.Equal(2, Answer(whole)!.Count);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(Answer(whole[..length]));
        }
    }

    [Fact]
    public void What_the_one_pass_reads_of_a_damaged_answer_the_ordinary_reading_reads_alike() => Gen.Select(Gen.Int[0, 600], Gen.Char["\"{}[]:,0xfF7nul \\"], Gen.Bool).Sample((at, character, insert) =>
    {
        var text = new StringBuilder($$"""{"jsonrpc":"2.0","id":7,"result":[{{Log}}]}""");
        at %= text.Length;
        if (insert)
        {
            text.Insert(at, character);
        }
        else
        {
            text[at] = character;
        }

        if (Answer(text.ToString()) is { } read)
        {
            using var json = JsonDocument.Parse(text.ToString());
            var ordinary = EvmJson.Logs(RpcAnswers.One(json.RootElement, 7).ValueOrNull);
            Assert.NotNull(ordinary);
            Assert.Equal(ordinary.Select(Words), read.Select(Words));
        }
    });

    [Fact]
    public void A_batch_is_put_in_the_order_of_its_ids()
    {
        var read = Answers($$"""[{"id":6,"result":[{{Log}}]},{"id":5,"result":[]}]""", 5, 2);
        Assert.Equal([0, 1], read!.Select(logs => logs.Count));
    }

    [Theory]
    [InlineData("""[{"id":5,"result":[]}]""")] // one is missing
    [InlineData("""[{"id":5,"result":[]},{"id":5,"result":[]}]""")]
    [InlineData("""[{"id":5,"result":[]},{"id":7,"result":[]}]""")]
    [InlineData("""[{"id":5,"result":[]},{"id":4,"result":[]}]""")]
    [InlineData("""[{"id":5,"result":[]},{"id":6,"result":[]},{"id":6,"result":[]}]""")]
    [InlineData("""[{"id":5,"result":[]},{"id":6,"error":{"code":-1,"message":"no"}}]""")]
    [InlineData("""[{"id":5,"result":[]},{"id":6,"result":[]},null]""")]
    [InlineData("""{"id":5,"result":[]}""")]
    [InlineData("""[{"id":5,"result":[]},{"id":6,"result":[]}""")]
    public void A_batch_with_anything_else_in_it_is_left_to_the_ordinary_reading(string answer) => Assert.Null(Answers(answer, 5, 2));

    [Fact]
    public void Receipts_give_the_logs_of_all_in_turn()
    {
        var second = Log.Replace("\"0x3\"", "\"0x4\"", StringComparison.Ordinal);
        var read = Receipts($$$"""{"id":7,"result":[{"status":"0x1","logs":[{{{Log}}}]},{"logs":[]},{"logs":[{{{second}}}],"type":{"logs":0}}]}""");
        Assert.Equal([3UL, 4UL], read!.Select(l => l.Index));
    }

    [Theory]
    [InlineData("""{"id":7,"result":[{"status":"0x1"}]}""")] // a receipt without logs is none
    [InlineData("""{"id":7,"result":[{"logs":[],"logs":[]}]}""")]
    [InlineData("""{"id":7,"result":[{"logs":{}}]}""")]
    [InlineData("""{"id":7,"result":[{"logs":[{}]}]}""")]
    [InlineData("""{"id":7,"result":[null]}""")]
    [InlineData("""{"id":7,"result":null}""")]
    [InlineData("""{"id":8,"result":[]}""")]
    public void Receipts_of_another_shape_are_left_to_the_ordinary_reading(string answer) => Assert.Null(Receipts(answer));

    private static string Words(EvmLog log) => new JsonObject
    {
        ["address"] = log.Address,
        ["topics"] = string.Join(' ', log.Topics),
        ["data"] = Hex.Encode(log.Data),
        ["block"] = log.BlockNumber,
        ["hash"] = log.BlockHash,
        ["index"] = log.Index,
        ["removed"] = log.Removed,
    }.ToJsonString();

    private static List<EvmLog>? Answer(string json) => EvmLogReader.Answer(Encoding.UTF8.GetBytes(json), 7, new SharedTexts());

    private static List<EvmLog>? Receipts(string json) => EvmLogReader.Receipts(Encoding.UTF8.GetBytes(json), 7, new SharedTexts());

    private static List<EvmLog>[]? Answers(string json, long firstId, int count) => EvmLogReader.Answers(Encoding.UTF8.GetBytes(json), firstId, count, new SharedTexts());
}
