using System.Numerics;
using Isotherm.Chains.Auditing;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Auditing;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Auditing;

public sealed class AuditComparisonTests
{
    private static readonly BigInteger Infinite = (BigInteger.One << 256) - 1;
    private static readonly ViewAnswer Gone = new ViewAnswer.Unavailable("missing trie node (-32000)");
    private static readonly ViewAnswer Reverts = new ViewAnswer.Reverted("0x5c1a3b8d");

    // 21 000 tokens over 16 000 required: 1.3125; flagged at 1000, deadline 1060.
    private static readonly ClusterTerms Terms = new()
    {
        Id = new ClusterId(2),
        Name = "",
        Region = "",
        Operator = "",
        Class = new ClassId(1),
        Nodes = 1,
        Gpus = 8,
        Collateral = 21_000 * World.Token,
        IsQueued = true,
        FlaggedAt = World.Genesis,
        Deadline = World.Genesis + 60,
    };

    private static readonly Market Calm = new()
    {
        Rules = World.Rules(),
        Block = new BlockHeader(1, "0x01", "0x00", World.Genesis, 20_000_000_000),
        TokenPrice = new FeedReading(20_000_000, 8, World.Genesis, 1),
        NativePrice = World.NativePrice,
        WarningBps = 15_000,
        CriticalBps = 12_000,
        Classes = [new GpuClass(new ClassId(1), "H100", 40_000_000_000, 10_000)],
        Scheduled = [],
    };

    private static Market Stale => Calm with { TokenPrice = Calm.TokenPrice! with { UpdatedAt = World.Genesis - 61 } };

    private static ClusterStatement Agreeing => FakeAuditor.Honest(Row(Terms), Calm);

    [Fact]
    public void A_contract_that_says_the_same_agrees() => Assert.IsType<Finding.Agreed>(Judge(Terms, Calm, Agreeing));

    [Fact]
    public void One_unit_of_the_last_decimal_is_a_difference_in_each_view()
    {
        Assert.Equal(
            new Difference("ratio", "1.312500000000000000", "1.312500000000000001"),
            Only(Agreeing with { Ratio = new ViewAnswer.Number(BigInteger.Parse("1312500000000000001", null)) }));
        Assert.Equal(
            new Difference("requirement", "3200000000000000", "3200000000000001"),
            Only(Agreeing with { Requirement = new ViewAnswer.Number(3_200_000_000_000_001) }));
        Assert.Equal(
            new Difference("queue", "recovered, flagged at 1760000000, deadline 1760000060", "recovered, flagged at 1760000000, deadline 1760000061"),
            Only(Agreeing with { Queue = new ViewAnswer.Place(4, QueueState.Recovered, World.Genesis, World.Genesis + 61) }));
    }

    [Fact]
    public void A_queue_state_differs_by_meaning_and_a_number_beyond_the_list_is_none()
    {
        Assert.Equal("due, flagged at ?, deadline ?", Only(Agreeing with { Queue = new ViewAnswer.Place(2, QueueState.Due, null, null) }).Contract);
        Assert.Equal("state 9, flagged at ?, deadline ?", Only(Agreeing with { Queue = new ViewAnswer.Place(9, null, null, null) }).Contract);
        Assert.IsType<Finding.Agreed>(Judge(Terms, Calm, Agreeing with { Queue = new ViewAnswer.Place(4, QueueState.Recovered, null, null) }));
    }

    [Fact]
    public void Times_of_a_flag_count_only_while_it_stands()
    {
        var cured = Terms with { IsQueued = false, FlaggedAt = 0, Deadline = 0 };
        var keeps = FakeAuditor.Honest(Row(cured), Calm) with { Queue = new ViewAnswer.Place(0, QueueState.None, World.Genesis, World.Genesis + 60) };
        Assert.IsType<Finding.Agreed>(Judge(cured, Calm, keeps));
    }

    [Fact]
    public void A_revert_agrees_with_an_unknown_price_and_with_nothing_else()
    {
        Assert.IsType<Finding.Agreed>(Judge(Terms, Stale, FakeAuditor.Honest(Row(Terms), Stale) with { Ratio = Reverts }));
        Assert.Equal(new Difference("ratio", "1.312500000000000000", "reverted 0x5c1a3b8d"), Only(Agreeing with { Ratio = Reverts }));
        Assert.Equal("queue", Only(Agreeing with { Queue = Reverts }).View);

        // Gas is no input of the contract's: it must be able to say.
        var noGas = Calm with { NativePrice = null };
        Assert.Equal(Zone.Unknown, Ratio.Of(Terms, noGas).Zone);
        Assert.IsType<Finding.Agreed>(Judge(Terms, noGas, Agreeing));
        Assert.IsType<Finding.Disagreed>(Judge(Terms, noGas, Agreeing with { Ratio = Reverts }));
    }

    [Fact]
    public void A_ratio_where_the_price_is_stale_here_is_a_difference() =>
        Assert.Equal(
            new Difference("ratio", "unknown (tokenPrice)", "1.312500000000000000"),
            Assert.Single(Assert.IsType<Finding.Disagreed>(Judge(Terms, Stale, FakeAuditor.Honest(Row(Terms), Stale) with { Ratio = Agreeing.Ratio })).Differences));

    [Fact]
    public void Where_nothing_is_claimed_here_any_number_of_the_contract_agrees()
    {
        var huge = Terms with { Collateral = BigInteger.One << 130 };
        Assert.IsType<Finding.Agreed>(Judge(huge, Calm, FakeAuditor.Honest(Row(huge), Calm) with { Ratio = new ViewAnswer.Number(5) }));
        Assert.IsType<Finding.Disagreed>(Judge(huge, Calm, FakeAuditor.Honest(Row(huge), Calm) with { Queue = new ViewAnswer.Place(0, QueueState.None, null, null) }));
        Assert.IsType<Finding.Agreed>(Judge(huge, Calm, FakeAuditor.Honest(Row(huge), Calm) with { Queue = new ViewAnswer.Place(4, QueueState.Recovered, null, null) }));
        var classless = Calm with { Classes = [] };
        var statement = new ClusterStatement(Terms.Id, new ViewAnswer.Number(Infinite), new ViewAnswer.Number(0), new ViewAnswer.Place(1, QueueState.Grace, null, null));
        Assert.IsType<Finding.Agreed>(Judge(Terms, classless, statement));
    }

    [Fact]
    public void Nothing_required_is_the_greatest_number_for_exempt_and_liquidated_clusters()
    {
        foreach (var terms in new[] { Terms with { Gpus = 0, Nodes = 0, IsQueued = false }, Terms with { IsLiquidated = true, IsQueued = false, Gpus = 0, Nodes = 0, Collateral = 0 } })
        {
            var honest = FakeAuditor.Honest(Row(terms), Calm);
            Assert.Equal(new ViewAnswer.Number(Infinite), honest.Ratio);
            Assert.IsType<Finding.Agreed>(Judge(terms, Calm, honest));
            var wrong = Assert.IsType<Finding.Disagreed>(Judge(terms, Calm, honest with { Ratio = new ViewAnswer.Number(0) }));
            Assert.Equal(new Difference("ratio", "nothing required", "0.000000000000000000"), Assert.Single(wrong.Differences));
            Assert.Equal(terms.IsLiquidated, Judge(terms, Calm, honest with { Ratio = Reverts }) is Finding.Agreed);
        }
    }

    [Fact]
    public void What_is_not_to_be_had_is_no_judgement_unless_another_view_disagrees()
    {
        Assert.Equal(new Finding.Unavailable("missing trie node (-32000)"), Judge(Terms, Calm, Agreeing with { Queue = Gone }));
        Assert.IsType<Finding.Disagreed>(Judge(Terms, Calm, Agreeing with { Queue = Gone, Ratio = new ViewAnswer.Number(1) }));
        Assert.IsType<Finding.Agreed>(Judge(Terms, Calm, Agreeing with { Queue = null, Requirement = null }));
    }

    [Fact]
    public void Bytes_that_are_not_the_views_are_a_difference() =>
        Assert.Equal("0 bytes that are not ratioOf's", Only(Agreeing with { Ratio = new ViewAnswer.Malformed("0 bytes that are not ratioOf's") }).Contract);

    [Fact]
    public void A_disputed_cluster_is_compared_by_what_it_would_be_without_the_dispute() =>
        Assert.IsType<Finding.Agreed>(Judge(Terms with { IsDisputed = true }, Calm, Agreeing));

    private static Difference Only(ClusterStatement statement) =>
        Assert.Single(Assert.IsType<Finding.Disagreed>(Judge(Terms, Calm, statement)).Differences);

    private static Finding Judge(ClusterTerms terms, Market market, ClusterStatement statement) => AuditComparison.Judge(Row(terms), market, statement);

    private static ClusterRow Row(ClusterTerms terms) => new(terms, QueueState.None, []);
}
