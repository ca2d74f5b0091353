using System.Numerics;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>The reference contracts with one class and three clusters of one node each, at ratio 2 by settlement. Node n is cluster n's.</summary>
internal sealed record SmallNetwork(ReferenceNetwork Contracts)
{
    public const int Clusters = 3;

    private static readonly BigInteger Token = BigInteger.Pow(10, ReferenceNetwork.TokenDecimals);

    /// <summary>The operator of all three.</summary>
    public string Operator => Contracts.OperatorAccounts.First();

    /// <summary>Deploys and registers; on a node as young as another this gives the same addresses and hashes.</summary>
    public static async Task<SmallNetwork> MakeAsync(LocalNode node, int tokenFeedDecimals, CancellationToken ct)
    {
        SmallNetwork network = new(await ReferenceNetwork.DeployAsync(node, tokenFeedDecimals, ct));
        await network.MineAsync(ct, network.Settlement(network.Contracts.Admin, SettlementAbi.AddClass, "a100", 400_00000000L, 10_000));
        await network.AnswerAsync(Usd(tokenFeedDecimals), ct);
        await network.MineAsync(
            ct,
            [.. Enumerable.Range(1, Clusters).Select(i => network.Settlement(
                network.Operator, SettlementAbi.RegisterCluster, 1, "cluster-" + i, "eu", new object?[] { 1 }, new object?[] { 800 * Token }))]);
        return network;
    }

    /// <summary>One US dollar in a feed's units.</summary>
    public static BigInteger Usd(int decimals) => BigInteger.Pow(10, decimals);

    /// <summary>A call of the settlement contract.</summary>
    public Transaction Settlement(string from, Chains.Evm.Abi.AbiFunction function, params object?[] arguments) =>
        Transaction.Of(from, Contracts.Settlement, function, arguments);

    /// <summary>Mines a block with the token feed's answer, and a sound one of the native feed.</summary>
    public Task<string> AnswerAsync(BigInteger answer, CancellationToken ct) => MineAsync(
        ct,
        Transaction.Of(Contracts.Oracle, Contracts.TokenFeed, SettlementAbi.SetAnswer, answer),
        Transaction.Of(Contracts.Oracle, Contracts.NativeFeed, SettlementAbi.SetAnswer, 3_000_00000000L));

    /// <summary>Mines a block whose transactions must all succeed.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> MineAsync(CancellationToken ct, params Transaction[] transactions)
    {
        IReadOnlyList<string> hashes = await Contracts.Node.MineAsync(transactions, ct);
        Assert.Equal(transactions.Length, await Contracts.Node.SucceededAsync(hashes, ct));
        return (await Contracts.Node.HeadAsync(ct)).Hash;
    }
}
