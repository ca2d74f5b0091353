using System.Numerics;
using CsCheck;
using Isotherm.Demo.Driving;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Tests;

public sealed class BaseFeeTests
{
    // The vectors of go-ethereum's consensus/misc/eip1559 TestCalcBaseFee: gas limit 20 000 000, base fee 1 gwei.
    [Theory]
    [InlineData(10_000_000, 1_000_000_000)]
    [InlineData(9_000_000, 987_500_000)]
    [InlineData(11_000_000, 1_012_500_000)]
    public void The_next_base_fee_is_that_of_the_published_vectors(long gasUsed, long expected) =>
        Assert.Equal(expected, BaseFee.Next(1_000_000_000, gasUsed, 20_000_000));

    // Ethereum mainnet, block 12965000 (London), 30 025 257 of 30 029 122 gas used, and the base fee of 12965001.
    [Fact]
    public void The_first_block_after_london_follows_from_the_london_block() =>
        Assert.Equal(1_124_967_822, BaseFee.Next(1_000_000_000, 30_025_257, 30_029_122));

    [Fact]
    public void A_full_block_raises_by_an_eighth_and_an_empty_one_lowers_by_an_eighth()
    {
        Assert.Equal(22_500_000_000, BaseFee.Next(20_000_000_000, 30_000_000, 30_000_000));
        Assert.Equal(17_500_000_000, BaseFee.Next(20_000_000_000, 0, 30_000_000));
    }

    [Fact]
    public void A_rise_is_at_least_one_wei_and_the_floor_of_seven_holds_itself()
    {
        Assert.Equal(8, BaseFee.Next(7, 15_000_001, 30_000_000));
        Assert.Equal(7, BaseFee.Next(7, 0, 30_000_000));
    }

    [Fact]
    public void Burning_the_gas_to_reach_a_fee_within_an_eighth_reaches_it_to_a_millionth() =>
        Gen.Select(Gen.Long[1_000_000_000, 200_000_000_000], Gen.Int[-120, 120]).Sample((baseFee, permille) =>
        {
            var wanted = new BigInteger(baseFee) * (1_000 + permille) / 1_000;
            var gas = BaseFee.GasToReach(baseFee, wanted, 30_000_000, 30_000_000);
            var reached = BaseFee.Next(baseFee, gas, 30_000_000);
            return BigInteger.Abs(reached - wanted) * 1_000_000 <= wanted;
        });

    [Fact]
    public void Out_of_reach_the_block_is_full_or_empty()
    {
        Assert.Equal(28_500_000, BaseFee.GasToReach(20_000_000_000, 60_000_000_000, 30_000_000, 28_500_000));
        Assert.Equal(0, BaseFee.GasToReach(60_000_000_000, 20_000_000_000, 30_000_000, 28_500_000));
    }

    [Fact]
    public void The_filler_brings_twenty_gwei_back_from_any_start_within_forty_blocks() =>
        Gen.Select(Gen.Long[1_000_000_000, 100_000_000_000], Gen.Long[0, 9_000_000]).Sample((start, others) =>
        {
            var head = new HeadBlock(1, "0x", 0, start, 15_000_000, 30_000_000);
            for (var i = 0; i < 40; i++)
            {
                var used = others + FillerPlan.Make(head, GasPath.Home, others).Sum(c => c.GasLikely);
                head = head with { BaseFee = BaseFee.Next(head.BaseFee, head.GasUsed, head.GasLimit), GasUsed = used };
            }

            return BigInteger.Abs(head.BaseFee - GasPath.Home) * 50 < GasPath.Home;
        });
}
