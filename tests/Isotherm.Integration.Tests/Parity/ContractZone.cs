using System.Numerics;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>
/// A cluster's zone worked out from what the contracts say and from nothing of Isotherm's arithmetic: spec 1.2–1.4 once more, written
/// as fractions multiplied out.
/// </summary>
internal sealed class ContractZone(ContractPicture contract, long blockTime, BigInteger baseFee, int tokenFeedDecimals, int nativeFeedDecimals, int tokenDecimals, long maxAge)
{
    private readonly BigInteger? _price = Usable(contract.TokenRound, blockTime, maxAge);
    private readonly BigInteger? _native = Usable(contract.NativeRound, blockTime, maxAge);

    /// <summary>Token base units a node; null when a price is not usable.</summary>
    public BigInteger? GasPerNode
    {
        get
        {
            if (_price is not { } price || _native is not { } native)
                return null;
            BigInteger usd = contract.SettlementGas * baseFee * native * Ten(tokenFeedDecimals + tokenDecimals);
            BigInteger unit = price * Ten(nativeFeedDecimals + 18);
            return (usd + unit - 1) / unit;
        }
    }

    /// <summary>Whether the settlement ratio is known and below critical: what <c>flag</c> asks for.</summary>
    public bool IsFlaggable(ContractCluster cluster) =>
        !cluster.IsLiquidated && !cluster.Requirement.IsZero && _price is not null
        && IsBelow(cluster.Collateral + cluster.Rewards, cluster.Requirement, contract.CriticalBps);

    /// <summary>Whether assets are worth exactly the critical share of the requirement: equality is safe.</summary>
    public bool IsExactlyCritical(ContractCluster cluster) =>
        !cluster.IsLiquidated && !cluster.Requirement.IsZero && _price is not null
        && Compare(cluster.Collateral + cluster.Rewards, cluster.Requirement, contract.CriticalBps) == 0;

    public Zone Of(ContractCluster cluster)
    {
        if (cluster.IsLiquidated)
            return Zone.Liquidated;
        if (cluster.Requirement.IsZero)
            return Zone.Exempt;
        if (_price is null)
            return Zone.Unknown;
        BigInteger assets = cluster.Collateral + cluster.Rewards;
        if (IsBelow(assets, cluster.Requirement, contract.CriticalBps))
            return Zone.Red;
        if (GasPerNode is not { } gas)
            return Zone.Unknown;
        BigInteger net = assets - (gas * cluster.Nodes);
        if (IsBelow(net, cluster.Requirement, contract.CriticalBps))
            return Zone.Red;
        return Compare(net, cluster.Requirement, contract.WarningBps) > 0 ? Zone.Green : Zone.Yellow;
    }

    private bool IsBelow(BigInteger amount, BigInteger requirement, BigInteger bps) => Compare(amount, requirement, bps) < 0;

    // amount ÷ 10^td · price ÷ 10^pd ÷ (requirement ÷ 10^12) against bps ÷ 10^4
    private int Compare(BigInteger amount, BigInteger requirement, BigInteger bps) =>
        (amount * _price!.Value * Ten(16)).CompareTo(bps * requirement * Ten(tokenDecimals + tokenFeedDecimals));

    private static BigInteger? Usable(AbiDecoded.Values round, long blockTime, long maxAge)
    {
        (BigInteger answer, BigInteger updatedAt) = ((BigInteger)round["answer"], (BigInteger)round["updatedAt"]);
        bool fresh = updatedAt > 0 && updatedAt <= blockTime && blockTime - updatedAt <= maxAge;
        return fresh && answer > 0 && answer < BigInteger.One << 96 ? answer : null;
    }

    private static BigInteger Ten(int power) => BigInteger.Pow(10, power);
}
