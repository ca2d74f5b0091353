using System.Numerics;
using Isotherm.Cli.Keeping;

namespace Isotherm.Cli.Tests.Keeping;

public sealed class FeeTests
{
    [Theory]
    [InlineData(80, 10, 100, 100)] // 80 + 10 + 10: just enough for the dearest next block
    [InlineData(20, 10, 100, 50)] // twice the base fee and the tip
    [InlineData(0, 10, 100, 10)] // a base fee of 0 is valid
    [InlineData(46, 10, 100, 100)] // never above the ceiling
    public void It_pays_for_the_next_block_and_never_above_the_ceiling(int baseFee, int tip, int ceiling, int most) =>
        Assert.Equal(new Fee.Pay(most, tip), Fee.Of(baseFee, 0, tip, ceiling));

    [Theory]
    [InlineData(81, 10, 100, 102)] // an eighth is rounded up
    [InlineData(0, 101, 100, 101)]
    public void It_holds_back_what_the_next_block_could_refuse(int baseFee, int tip, int ceiling, int needed) =>
        Assert.Equal(new Fee.TooDear(needed), Fee.Of(baseFee, 0, tip, ceiling));

    [Fact]
    public void A_chain_without_a_base_fee_has_the_nodes_price()
    {
        Assert.Equal(new Fee.Pay(7, null), Fee.Of(null, 7, 3, 7));
        Assert.Equal(new Fee.TooDear(8), Fee.Of(null, 8, 3, 7));
    }

    [Fact]
    public void A_transaction_names_its_chain_and_nonce_and_either_kind_of_fee()
    {
        var modern = new TransactionRequest(5, "0xaa", "0xbb", "0x01", 21_000, new Fee.Pay(100, 2), 7).ToRpc();
        var old = new TransactionRequest(5, "0xaa", "0xbb", "0x01", 21_000, new Fee.Pay(new BigInteger(100), null), 7).ToRpc();

        Assert.Equal(("0x5", "0x7", "0x64", "0x2"), (modern["chainId"], modern["nonce"], modern["maxFeePerGas"], modern["maxPriorityFeePerGas"]));
        Assert.Equal("0x64", old["gasPrice"]);
        Assert.DoesNotContain("maxFeePerGas", old.Keys);
    }
}
