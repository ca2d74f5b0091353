using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Integration.Tests.Network;

/// <summary>The reference contracts' functions as a caller that has only their documentation would write them.</summary>
internal static class SettlementAbi
{
    public static readonly AbiFunction NewToken = AbiFunction.Parse("function DemoToken(address owner)");
    public static readonly AbiFunction NewFeed = AbiFunction.Parse("function PriceFeed(uint8 decimals, string description, address owner)");
    public static readonly AbiFunction NewSettlement = AbiFunction.Parse(
        "function SettlementLayer(address token, address tokenFeed, address nativeFeed, address treasury, address admin, (uint32 warningBps, uint32 criticalBps, uint64 gracePeriod, uint64 maxAge, uint64 recoveryWindow, uint64 settlementGas, uint32 bountyBps) p)");

    public static readonly AbiFunction Mint = AbiFunction.Parse("function mint(address to, uint256 amount)");
    public static readonly AbiFunction Approve = AbiFunction.Parse("function approve(address spender, uint256 amount)");
    public static readonly AbiFunction SetAnswer = AbiFunction.Parse("function setAnswer(int256 answer)");
    public static readonly AbiFunction SetAnswerAt = AbiFunction.Parse("function setAnswerAt(int256 answer, uint256 updatedAt)");
    public static readonly AbiFunction Burn = AbiFunction.Parse("function burn(uint256 gasToUse)");

    public static readonly AbiFunction AddClass = AbiFunction.Parse("function addClass(string name, uint64 base, uint32 demandBps)");
    public static readonly AbiFunction SetRequirement = AbiFunction.Parse("function setRequirement(uint256 classId, uint64 base)");
    public static readonly AbiFunction SetDemand = AbiFunction.Parse("function setDemand(uint256 classId, uint32 demandBps)");
    public static readonly AbiFunction SetThresholds = AbiFunction.Parse("function setThresholds(uint32 warning, uint32 critical)");
    public static readonly AbiFunction SetGracePeriod = AbiFunction.Parse("function setGracePeriod(uint64 period)");
    public static readonly AbiFunction Schedule = AbiFunction.Parse("function schedule((uint8 kind, uint256 subject, uint256 a, uint256 b) change, uint64 effectiveAt)");
    public static readonly AbiFunction ApplyChange = AbiFunction.Parse("function applyChange(uint256 changeId)");
    public static readonly AbiFunction Cancel = AbiFunction.Parse("function cancel(uint256 changeId)");

    public static readonly AbiFunction RegisterCluster = AbiFunction.Parse(
        "function registerCluster(uint256 classId, string name, string region, uint32[] gpus, uint256[] collateral)");
    public static readonly AbiFunction AddNode = AbiFunction.Parse("function addNode(uint256 clusterId, uint32 gpus, uint256 collateral)");
    public static readonly AbiFunction RemoveNode = AbiFunction.Parse("function removeNode(uint256 nodeId)");
    public static readonly AbiFunction MoveNode = AbiFunction.Parse("function moveNode(uint256 nodeId, uint256 toClusterId)");
    public static readonly AbiFunction Stake = AbiFunction.Parse("function stake(uint256 nodeId, uint256 amount)");
    public static readonly AbiFunction Unstake = AbiFunction.Parse("function unstake(uint256 nodeId, uint256 amount)");
    public static readonly AbiFunction ClaimRewards = AbiFunction.Parse("function claimRewards(uint256 nodeId)");
    public static readonly AbiFunction CreditRewards = AbiFunction.Parse("function creditRewards(uint256[] nodeIds, uint256[] amounts)");
    public static readonly AbiFunction Penalize = AbiFunction.Parse("function penalize(uint256 nodeId, uint256 amount, bytes32 reason)");
    public static readonly AbiFunction Flag = AbiFunction.Parse("function flag(uint256 clusterId)");
    public static readonly AbiFunction FlagMany = AbiFunction.Parse("function flagMany(uint256[] clusterIds)");
    public static readonly AbiFunction Cure = AbiFunction.Parse("function cure(uint256 clusterId)");
    public static readonly AbiFunction Liquidate = AbiFunction.Parse("function liquidate(uint256 clusterId)");
    public static readonly AbiFunction TouchPrice = AbiFunction.Parse("function touchPrice()");

    public static readonly AbiFunction RatioOf = AbiFunction.Parse("function ratioOf(uint256 clusterId) view returns (uint256 ratio)");
    public static readonly AbiFunction RequirementOf = AbiFunction.Parse("function requirementOf(uint256 clusterId) view returns (uint256 requirement)");
    public static readonly AbiFunction RequiredTokensOf = AbiFunction.Parse("function requiredTokensOf(uint256 clusterId) view returns (uint256 tokens)");
    public static readonly AbiFunction QueueOf = AbiFunction.Parse("function queueOf(uint256 clusterId) view returns (uint8 state, uint64 flaggedAt, uint64 deadline)");
    public static readonly AbiFunction IsLiquidatable = AbiFunction.Parse("function isLiquidatable(uint256 clusterId) view returns (bool liquidatable)");
    public static readonly AbiFunction ClusterOf = AbiFunction.Parse(
        "function clusterOf(uint256 clusterId) view returns ((address operator, uint256 classId, uint64 gpus, uint32 nodes, uint256 collateral, uint256 rewards, uint64 flaggedAt, uint64 deadline, bool liquidated, string name, string region) cluster)");
    public static readonly AbiFunction ClusterCount = AbiFunction.Parse("function clusterCount() view returns (uint256 value)");
    public static readonly AbiFunction WarningBps = AbiFunction.Parse("function warningBps() view returns (uint32 value)");
    public static readonly AbiFunction CriticalBps = AbiFunction.Parse("function criticalBps() view returns (uint32 value)");
    public static readonly AbiFunction GracePeriod = AbiFunction.Parse("function gracePeriod() view returns (uint64 value)");
    public static readonly AbiFunction FreshSince = AbiFunction.Parse("function freshSince() view returns (uint64 value)");
    public static readonly AbiFunction SettlementGas = AbiFunction.Parse("function settlementGas() view returns (uint64 value)");
    public static readonly AbiFunction LatestRound = AbiFunction.Parse(
        "function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)");
}
