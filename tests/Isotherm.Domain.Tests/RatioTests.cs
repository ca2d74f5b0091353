using System.Numerics;

namespace Isotherm.Domain.Tests;

public sealed class RatioTests
{
    private static readonly BigInteger Token = Sample.Token;

    private static BigInteger Ratio18(string text) => FixedPoint.TryParse(text, out var value) ? value : throw new FormatException(text);

    [Fact]
    public void A_cluster_reads_with_all_its_amounts()
    {
        var terms = Sample.Cluster(250 * Token) with { Rewards = 14 * Token, Nodes = 2 };
        var reading = Ratio.Of(terms, Sample.Market(Sample.GasRules));
        Assert.Equal(
            new ClusterReading
            {
                Zone = Zone.Yellow,
                Ratio = Ratio18("1.284"),
                SettlementRatio = Ratio18("1.32"),
                GasCost = Token * 72 / 10,
                Requirement = 400_000_000_000_000,
                RequiredTokens = 200 * Token,
                Needed = 240 * Token,
                Headroom = 24 * Token,
                Shortfall = 0,
            },
            reading);
    }

    [Fact]
    public void Gas_alone_can_make_a_cluster_red_without_making_it_flaggable()
    {
        var reading = Ratio.Of(Sample.Cluster(241 * Token), Sample.Market(Sample.GasRules));
        Assert.Equal((Zone.Red, false), (reading.Zone, reading.Flaggable));
        Assert.Equal(Token, reading.Headroom);
    }

    [Fact]
    public void Flaggable_is_strictly_below_critical_without_gas()
    {
        Assert.False(Ratio.Of(Sample.Cluster(240 * Token), Sample.Market()).Flaggable);
        var below = Ratio.Of(Sample.Cluster((240 * Token) - 1), Sample.Market());
        Assert.True(below.Flaggable);
        Assert.Equal((-BigInteger.One, BigInteger.One), (below.Headroom!.Value, below.Shortfall!.Value));
        Assert.Equal(Ratio18("1.2") - 1, below.SettlementRatio);
    }

    [Fact]
    public void Ratios_are_floors_toward_minus_infinity_and_never_clamped()
    {
        var market = Sample.Market(Sample.GasRules).WithClass(120_000_000_000, 10_000);
        // 600 tokens are 1.0; assets 0 less 3.6 tokens of gas: −0.006.
        Assert.Equal(-Ratio18("0.006"), Ratio.Of(Sample.Cluster(0), market).Ratio);
        Assert.Equal(-Ratio18("0.006") + 1, Ratio.Of(Sample.Cluster(600), market).Ratio);
        Assert.Equal(-Ratio18("0.006"), Ratio.Of(Sample.Cluster(599), market).Ratio);
        Assert.Equal(BigInteger.Zero, Ratio.Of(Sample.Cluster(599), market).SettlementRatio);
        Assert.Equal(BigInteger.One, Ratio.Of(Sample.Cluster(600), market).SettlementRatio);
    }

    [Fact]
    public void Required_and_needed_tokens_round_up()
    {
        var market = Sample.Market() with { TokenPrice = Sample.Feed(300_000_000) };
        var reading = Ratio.Of(Sample.Cluster(0), market);
        Assert.Equal(BigInteger.Parse("133333333333333333334"), reading.RequiredTokens);
        Assert.Equal(160 * Token, reading.Needed);
        Assert.Equal(160 * Token, reading.Shortfall);
    }

    [Fact]
    public void A_token_requirement_counts_in_base_units_times_ten_to_the_minus_four()
    {
        // 3 base units at 1.2345× are 3.7035 base units.
        var market = (Sample.Market(Sample.TokenRules) with { TokenPrice = null }).WithClass(3, 12_345);
        var reading = Ratio.Of(Sample.Cluster(5), market);
        Assert.Equal(37_035, reading.Requirement);
        Assert.Equal(4, reading.RequiredTokens);
        Assert.Equal(5, reading.Needed);
        Assert.Equal(BigInteger.Parse("1350074254083974618"), reading.Ratio);
        Assert.Equal(Zone.Yellow, reading.Zone);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Nothing_required_is_exempt_though_other_inputs_are_bad(int gpus, int @base, int demand)
    {
        var market = (Sample.Market(Sample.GasRules) with { TokenPrice = null, WarningBps = BigInteger.One << 40 }).WithClass(@base, demand);
        var terms = Sample.Cluster(BigInteger.One << 130) with { Gpus = gpus };
        Assert.Equal(
            new ClusterReading
            {
                Zone = Zone.Exempt,
                Requirement = 0,
                RequiredTokens = 0,
                Needed = 0,
                Headroom = BigInteger.One << 130,
                Shortfall = 0,
            },
            Ratio.Of(terms, market));
    }

    [Fact]
    public void A_zero_exempts_even_where_the_other_factor_is_missing()
    {
        Assert.Equal(Zone.Exempt, Ratio.Of(Sample.Cluster(1), Sample.Market().WithClass(0, null)).Zone);
        Assert.Equal(Zone.Exempt, Ratio.Of(Sample.Cluster(1), Sample.Market().WithClass(null, 0)).Zone);
        Assert.Equal(Zone.Exempt, Ratio.Of(Sample.Cluster(1) with { Gpus = 0 }, Sample.Market() with { Classes = [] }).Zone);
    }

    [Fact]
    public void Liquidated_comes_before_everything()
    {
        var market = Sample.Market(Sample.GasRules) with { TokenPrice = null, Classes = [] };
        var reading = Ratio.Of(Sample.Cluster(0) with { Gpus = 0, IsLiquidated = true, IsQueued = true }, market);
        Assert.Equal((Zone.Liquidated, QueueState.Liquidated, UnknownReason.None), (reading.Zone, reading.QueueState, reading.UnknownReason));
        Assert.Equal((BigInteger.Zero, BigInteger.Zero, BigInteger.Zero), (reading.GasCost!.Value, reading.Requirement!.Value, reading.RequiredTokens!.Value));
        Assert.Null(reading.Ratio);
        Assert.Null(reading.SettlementRatio);
        Assert.False(reading.Flaggable);
        Assert.Equal(Zone.Liquidated, Ratio.Of(Sample.Cluster(500 * Token) with { IsLiquidated = true }, Sample.Market()).Zone);
    }

    [Fact]
    public void A_reading_carries_the_queue_state()
    {
        var terms = Sample.Cluster(0) with { IsQueued = true, Deadline = Sample.Now };
        Assert.Equal(QueueState.Grace, Ratio.Of(terms, Sample.Market()).QueueState);
        Assert.Equal(QueueState.Recovered, Ratio.Of(terms with { Gpus = 0 }, Sample.Market()).QueueState);
        Assert.Equal(QueueState.Grace, Ratio.Of(terms, Sample.Market() with { TokenPrice = null }).QueueState);
    }

    [Fact]
    public void A_nodes_own_ratio_takes_its_own_gas_and_requirement()
    {
        var market = Sample.Market(Sample.GasRules);
        var node = new NodeTerms(new(1), 2, 500 * Token, 3 * Token);
        Assert.Equal(new(Token * 36 / 10, 800_000_000_000_000, Ratio18("1.2485"), Zone.Yellow), Ratio.OfNode(node, Sample.Class, market));
        Assert.Equal(new(Token * 36 / 10, 0, null, Zone.Exempt), Ratio.OfNode(node with { Gpus = 0 }, Sample.Class, market));
        Assert.Equal(new(null, 800_000_000_000_000, null, Zone.Unknown), Ratio.OfNode(node, Sample.Class, market.WithBaseFee(null)));
    }

    [Fact]
    public void The_worst_node_is_the_lowest_ratio_then_the_lowest_id_and_never_an_exempt_one()
    {
        var market = Sample.Market();
        NodeTerms Node(int id, int gpus, BigInteger assets) => new(new(id), gpus, assets, 0);
        NodeId? Worst(params NodeTerms[] nodes) => Ratio.WorstNode(nodes, Sample.Class, market);

        Assert.Equal(new NodeId(2), Worst(Node(1, 1, 300), Node(2, 2, 599), Node(3, 1, 300)));
        Assert.Equal(new NodeId(1), Worst(Node(3, 2, 600), Node(1, 1, 300), Node(2, 3, 900)));
        Assert.Equal(new NodeId(2), Worst(Node(1, 0, 0), Node(2, 1, 300)));
        Assert.Equal(new NodeId(2), Worst(Node(1, 1, Token + 1), Node(2, 1, Token)));
        Assert.Null(Worst(Node(1, 0, 0)));
        Assert.Null(Worst());
        Assert.Null(Ratio.WorstNode([Node(1, 1, 300)], Sample.Class, market with { TokenPrice = null }));
    }

    [Fact]
    public void The_worst_node_counts_gas_per_node_and_is_unknown_with_it()
    {
        // Equal without gas; one node's gas weighs more on the smaller node.
        NodeTerms[] nodes = [new(new(1), 2, 600 * Token, 0), new(new(2), 1, 300 * Token, 0)];
        Assert.Equal(new NodeId(1), Ratio.WorstNode(nodes, Sample.Class, Sample.Market()));
        Assert.Equal(new NodeId(2), Ratio.WorstNode(nodes, Sample.Class, Sample.Market(Sample.GasRules)));
        Assert.Null(Ratio.WorstNode([nodes[0], nodes[1] with { Collateral = 0 }], Sample.Class, Sample.Market(Sample.GasRules).WithBaseFee(null)));
    }
}
