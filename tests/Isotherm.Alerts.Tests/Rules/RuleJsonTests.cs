using System.Text;
using CsCheck;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Rules;

public sealed class RuleJsonTests
{
    private const string Good =
        """{"id":"r-1","owner":"me","network":"demo","name":"Mine","kind":{"type":"ratioBelow","threshold":"1.32"},"scope":{"type":"clusters","clusters":["1","2"]},"pendingBlocks":1,"holdBlocks":2,"delta":"0.02","groupWaitSeconds":12,"channels":["mail"],"escalateAfterSeconds":300,"enabled":true}""";

    private static readonly Gen<RuleKind> Kinds = Gen.OneOf(
        Gen.UInt[0, uint.MaxValue].Select(RuleKind (bps) => new RuleKind.RatioBelow(new RatioLevel.Own(bps))),
        AnyOf.These<RuleKind>(
            new RuleKind.RatioBelow(RatioLevel.Critical), new RuleKind.RatioBelow(RatioLevel.Warning), new RuleKind.InZone([Zone.Yellow, Zone.Red]),
            new RuleKind.SuddenRed(7), new RuleKind.PersistentYellow(3_600), new RuleKind.Queue(QueueStages.Half | QueueStages.Due),
            new RuleKind.Queue(QueueStages.All), new RuleKind.ProtocolChange(ProtocolTopics.Demand), new RuleKind.DataLate(DataState.Stale),
            new RuleKind.DataLate(DataState.Late), new RuleKind.PriceStale(), new RuleKind.AuditMismatch(), new RuleKind.Penalty(), new RuleKind.Digest(24, 480)),
        Gen.Select(Gen.UInt[1, 9_999], Gen.Int[1, 300]).Select(RuleKind (one) => new RuleKind.Drift(one.Item1, one.Item2)));

    private static readonly Gen<RuleScope> Scopes = AnyOf.These<RuleScope>(
        new RuleScope.Network(), new RuleScope.Clusters([new ClusterId(1), new ClusterId(System.Numerics.BigInteger.Pow(2, 255))]),
        new RuleScope.Operators(["0xaa", "0xBB"]), new RuleScope.GpuClass(new(3)));

    [Fact]
    public void What_is_written_reads_back_equal() =>
        Gen.Select(Kinds, Scopes, Gen.UInt, Gen.Int[0, 3_600], Gen.Bool).Sample((kind, scope, delta, wait, isEnabled) =>
        {
            Rule rule = new()
            {
                Id = "r-1",
                Owner = "eip155:1:0xab",
                Network = "demo",
                Name = "Größe <b>",
                Kind = kind,
                Scope = scope,
                DeltaBps = delta,
                GroupWaitSeconds = wait,
                Channels = ["mail", "hook"],
                EscalateTo = isEnabled ? "pager" : null,
                Enabled = isEnabled,
            };

            var back = RuleJson.Parse(RuleJson.Write(rule));

            Assert.Empty(back.Problems);
            Assert.Equal(rule.Channels, back.Rule!.Channels);
            Assert.Equal(rule, back.Rule with { Channels = rule.Channels });
        });

    [Fact]
    public void The_form_is_the_documented_one()
    {
        var parsed = RuleJson.Parse(Encoding.UTF8.GetBytes(Good));

        Assert.Empty(parsed.Problems);
        Assert.Equal(Good, Encoding.UTF8.GetString(RuleJson.Write(parsed.Rule!)));
    }

    [Theory]
    [InlineData("\"1.32\"", "\"1.32001\"", "/kind/threshold")]
    [InlineData("\"1.32\"", "1.32", "/kind/threshold")]
    [InlineData("\"1.32\"", "\"-1\"", "/kind/threshold")]
    [InlineData("\"ratioBelow\"", "\"ratioAbove\"", "/kind/type")]
    [InlineData("\"r-1\"", "\"R 1\"", "/id")]
    [InlineData("\"me\"", "\"\"", "/owner")]
    [InlineData("\"Mine\"", "\"a\\u0007b\"", "/name")]
    [InlineData("[\"1\",\"2\"]", "[\"1\",\"1\"]", "/scope/clusters")]
    [InlineData("[\"1\",\"2\"]", "[\"1\",\"0x2\"]", "/scope/clusters/1")]
    [InlineData("[\"1\",\"2\"]", "[]", "/scope/clusters")]
    [InlineData("\"pendingBlocks\":1", "\"pendingBlocks\":-1", "/pendingBlocks")]
    [InlineData("\"pendingBlocks\":1", "\"pendingBlocks\":1.5", "/pendingBlocks")]
    [InlineData("\"holdBlocks\":2", "\"holdBlock\":2", "/holdBlock")]
    [InlineData("\"enabled\":true", "\"enabled\":\"yes\"", "/enabled")]
    [InlineData("\"0.02\"", "\"0,02\"", "/delta")]
    [InlineData("{\"type\":\"ratioBelow\",\"threshold\":\"1.32\"}", "{\"type\":\"queue\",\"stages\":[\"half\",\"never\"]}", "/kind/stages")]
    [InlineData("{\"type\":\"ratioBelow\",\"threshold\":\"1.32\"}", "{\"type\":\"drift\",\"fall\":\"1\",\"withinBlocks\":3}", "/kind/fall")]
    [InlineData("{\"type\":\"ratioBelow\",\"threshold\":\"1.32\"}", "[]", "/kind")]
    [InlineData("{\"type\":\"clusters\",", "{\"type\":\"planets\",", "/scope/type")]
    public void What_is_wrong_is_named_with_its_place(string part, string wrong, string place)
    {
        var text = Good.Replace(part, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);

        var parsed = RuleJson.Parse(Encoding.UTF8.GetBytes(text));

        Assert.Null(parsed.Rule);
        Assert.Contains(parsed.Problems, one => one.Pointer == place && one.Expected.Length > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    public void Text_that_is_no_rule_is_a_problem_and_not_an_exception(string text) =>
        Assert.NotEmpty(RuleJson.Parse(Encoding.UTF8.GetBytes(text)).Problems);

    [Fact]
    public void No_bytes_at_all_throw() =>
        Gen.Byte.Array[0, 64].Sample(bytes => Assert.NotEmpty(RuleJson.Parse(bytes).Problems));
}
