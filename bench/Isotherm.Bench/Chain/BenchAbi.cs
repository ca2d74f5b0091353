using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Bench.Chain;

/// <summary>The reference contracts' functions that the measurements call.</summary>
internal static class BenchAbi
{
    public static readonly AbiFunction NewToken = AbiFunction.Parse("function DemoToken(address owner)");
    public static readonly AbiFunction NewFeed = AbiFunction.Parse("function PriceFeed(uint8 decimals, string description, address owner)");
    public static readonly AbiFunction NewSettlement = AbiFunction.Parse(
        "function SettlementLayer(address token, address tokenFeed, address nativeFeed, address treasury, address admin, (uint32 warningBps, uint32 criticalBps, uint64 gracePeriod, uint64 maxAge, uint64 recoveryWindow, uint64 settlementGas, uint32 bountyBps) p)");

    public static readonly AbiFunction Mint = AbiFunction.Parse("function mint(address to, uint256 amount)");
    public static readonly AbiFunction Approve = AbiFunction.Parse("function approve(address spender, uint256 amount)");
    public static readonly AbiFunction SetAnswer = AbiFunction.Parse("function setAnswer(int256 answer)");
    public static readonly AbiFunction AddClass = AbiFunction.Parse("function addClass(string name, uint64 base, uint32 demandBps)");
    public static readonly AbiFunction RegisterClusters = AbiFunction.Parse(
        "function registerClusters((uint256 classId, string name, string region, uint32[] gpus, uint256[] collateral)[] registrations)");
    public static readonly AbiFunction Stake = AbiFunction.Parse("function stake(uint256 nodeId, uint256 amount)");
    public static readonly AbiFunction CreditRewards = AbiFunction.Parse("function creditRewards(uint256[] nodeIds, uint256[] amounts)");
}
