using System.Numerics;

namespace Isotherm.Domain.Tests;

public sealed class LiquidationQueueTests
{
    private static readonly ClusterTerms Short = Sample.Cluster((240 * Sample.Token) - 1) with
    {
        IsQueued = true,
        FlaggedAt = Sample.Now - 60,
        Deadline = Sample.Now,
    };

    private static readonly ClusterTerms Enough = Short with { Collateral = 240 * Sample.Token };

    private static QueueState StateAt(long secondsPastDeadline, ClusterTerms terms, Market? market = null)
    {
        var at = (market ?? Sample.Market()).At(Sample.Now + secondsPastDeadline);
        return LiquidationQueue.StateOf(terms, at);
    }

    private static Market Stale => Sample.Market() with { TokenPrice = Sample.Feed(200_000_000, updatedAt: Sample.Now - 120) };

    [Fact]
    public void What_is_not_flagged_is_not_queued_however_low() =>
        Assert.Equal(QueueState.None, StateAt(1, Short with { IsQueued = false }));

    [Fact]
    public void Liquidated_is_final_and_comes_first()
    {
        Assert.Equal(QueueState.Liquidated, StateAt(1, Enough with { IsLiquidated = true }));
        Assert.Equal(QueueState.Liquidated, StateAt(1, Short with { IsLiquidated = true, IsQueued = false }));
    }

    [Fact]
    public void At_the_deadline_itself_grace_still_protects()
    {
        Assert.Equal(QueueState.Grace, StateAt(-1, Short));
        Assert.Equal(QueueState.Grace, StateAt(0, Short));
        Assert.Equal(QueueState.Due, StateAt(1, Short));
    }

    [Fact]
    public void At_critical_or_above_it_has_recovered_before_and_past_the_deadline()
    {
        Assert.Equal(QueueState.Recovered, StateAt(-1, Enough));
        Assert.Equal(QueueState.Recovered, StateAt(1, Enough));
        Assert.Equal(QueueState.Recovered, StateAt(1, Enough, Sample.Market() with { FreshSince = Sample.Now }));
    }

    [Fact]
    public void The_queue_knows_no_gas() =>
        Assert.Equal(QueueState.Recovered, StateAt(1, Enough, Sample.Market(Sample.GasRules)));

    [Fact]
    public void Nothing_required_has_recovered_without_a_price()
    {
        Assert.Equal(QueueState.Recovered, StateAt(1, Short with { Gpus = 0 }, Stale));
        Assert.Equal(QueueState.Recovered, StateAt(1, Short, Stale.WithClass(0, 1)));
    }

    [Fact]
    public void Without_a_usable_price_grace_runs_out_and_execution_is_blocked()
    {
        Assert.Equal(QueueState.Grace, StateAt(0, Enough, Stale));
        Assert.Equal(QueueState.Blocked, StateAt(1, Enough, Stale));
        Assert.Equal(QueueState.Blocked, StateAt(1, Short, Stale));
    }

    [Fact]
    public void The_recovery_window_blocks_until_its_last_second()
    {
        var resumed = Sample.Market() with { FreshSince = Sample.Now - 10 };
        Assert.Equal(QueueState.Grace, StateAt(0, Short, resumed));
        Assert.Equal(QueueState.Blocked, StateAt(9, Short, resumed));
        Assert.Equal(QueueState.Due, StateAt(10, Short, resumed));
    }

    [Fact]
    public void With_a_token_requirement_neither_price_nor_recovery_window_matter()
    {
        // 240 tokens at 1.2 are 200 tokens required: 200 · 10¹⁸ · 10⁴ = base · demand.
        var market = (Sample.Market(Sample.TokenRules) with { TokenPrice = null, FreshSince = Sample.Now })
            .WithClass(10 * Sample.Token, 200_000);
        Assert.Equal(QueueState.Due, StateAt(1, Short, market));
        Assert.Equal(QueueState.Recovered, StateAt(1, Enough, market));
        Assert.Null(LiquidationQueue.BlockedReason(Short, market.At(Sample.Now + 1)));
    }

    [Fact]
    public void What_cannot_be_weighed_is_in_grace_and_then_blocked()
    {
        Market[] markets =
        [
            Sample.Market() with { Classes = [] },
            Sample.Market().WithClass(BigInteger.One << 64, 1),
            Sample.Market() with { CriticalBps = BigInteger.One << 32 },
            Sample.Market(Sample.TokenRules).WithClass(null, 1),
        ];
        foreach (var market in markets)
        {
            Assert.Equal(QueueState.Grace, StateAt(0, Enough, market));
            Assert.Equal(QueueState.Blocked, StateAt(1, Enough, market));
        }

        Assert.Equal(QueueState.Blocked, StateAt(1, Enough with { Collateral = BigInteger.One << 128 }));
    }

    [Fact]
    public void A_block_says_why_and_only_a_block()
    {
        string? Reason(Market market, ClusterTerms? terms = null) => LiquidationQueue.BlockedReason(terms ?? Short, market.At(Sample.Now + 1));
        var market = Sample.Market();
        Assert.Null(Reason(market));
        Assert.Null(Reason(Stale, Short with { Deadline = Sample.Now + 1 }));
        Assert.Equal("the token price is stale", Reason(Stale));
        Assert.Equal("the token price is missing", Reason(market with { TokenPrice = null }));
        Assert.Equal("the token price is not positive", Reason(market with { TokenPrice = Sample.Feed(0) }));
        Assert.Equal("the token price is out of range", Reason(market with { TokenPrice = Sample.Feed(BigInteger.One << 96) }));
        Assert.Equal("the token price is dated after the block", Reason(market with { TokenPrice = Sample.Feed(1, updatedAt: Sample.Now + 2) }));
        Assert.Equal("the GPU class has no requirement or demand yet", Reason(market with { Classes = [] }));
        Assert.Equal("the requirement is out of range", Reason(market.WithClass(1, BigInteger.One << 32)));
        Assert.Equal("the assets are out of range", Reason(market, Short with { Collateral = BigInteger.One << 128 }));
        Assert.Equal("the price has just returned; the recovery window has 12 s left", Reason(market with { FreshSince = Sample.Now - 7 }));
    }

    [Fact]
    public void The_queue_is_ordered_by_deadline_and_then_by_id()
    {
        ClusterTerms Of(int id, int deadline) => Short with { Id = new(id), Deadline = deadline };
        var ordered = new[] { Of(10, 5), Of(2, 6), Of(9, 5), Of(1, 7) }.Order(LiquidationQueue.Order).Select(t => t.Id.Value);
        Assert.Equal([9, 10, 2, 1], ordered);
        Assert.Equal(0, LiquidationQueue.Order.Compare(Of(1, 1), Of(1, 1)));
    }
}
