using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Demo.Chain;

/// <summary>The functions and events that the demo uses; the contracts are in <c>contracts/src</c>.</summary>
internal static class Abi
{
    private const string Parameters =
        "(uint32 warningBps, uint32 criticalBps, uint64 gracePeriod, uint64 maxAge, uint64 recoveryWindow, uint64 settlementGas, uint32 bountyBps) p";

    public static readonly AbiFunction NewToken = AbiFunction.Parse("function DemoToken(address owner)");
    public static readonly AbiFunction NewFeed = AbiFunction.Parse("function PriceFeed(uint8 decimals, string description, address owner)");
    public static readonly AbiFunction NewSettlement = AbiFunction.Parse(
        $"function SettlementLayer(address token, address tokenFeed, address nativeFeed, address treasury, address admin, {Parameters})");

    public static readonly AbiFunction Mint = AbiFunction.Parse("function mint(address to, uint256 amount)");
    public static readonly AbiFunction Approve = AbiFunction.Parse("function approve(address spender, uint256 amount)");
    public static readonly AbiFunction SetAnswer = AbiFunction.Parse("function setAnswer(int256 answer)");
    public static readonly AbiFunction LatestRound = AbiFunction.Parse(
        "function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)");
    public static readonly AbiFunction Burn = AbiFunction.Parse("function burn(uint256 gasToUse)");

    public static readonly AbiFunction GrantRole = AbiFunction.Parse("function grantRole(bytes32 role, address account)");
    public static readonly AbiFunction AddClass = AbiFunction.Parse("function addClass(string name, uint64 base, uint32 demandBps)");
    public static readonly AbiFunction SetDemand = AbiFunction.Parse("function setDemand(uint256 classId, uint32 demandBps)");
    public static readonly AbiFunction Schedule = AbiFunction.Parse(
        "function schedule((uint8 kind, uint256 subject, uint256 a, uint256 b) change, uint64 effectiveAt)");
    public static readonly AbiFunction ApplyChange = AbiFunction.Parse("function applyChange(uint256 changeId)");
    public static readonly AbiFunction Cancel = AbiFunction.Parse("function cancel(uint256 changeId)");

    public static readonly AbiFunction RegisterClusters = AbiFunction.Parse(
        "function registerClusters((uint256 classId, string name, string region, uint32[] gpus, uint256[] collateral)[] registrations)");
    public static readonly AbiFunction AddNode = AbiFunction.Parse("function addNode(uint256 clusterId, uint32 gpus, uint256 collateral)");
    public static readonly AbiFunction MoveNode = AbiFunction.Parse("function moveNode(uint256 nodeId, uint256 toClusterId)");
    public static readonly AbiFunction StakeMany = AbiFunction.Parse("function stakeMany(uint256[] nodeIds, uint256[] amounts)");
    public static readonly AbiFunction Unstake = AbiFunction.Parse("function unstake(uint256 nodeId, uint256 amount)");
    public static readonly AbiFunction ClaimRewards = AbiFunction.Parse("function claimRewards(uint256 nodeId)");
    public static readonly AbiFunction CreditRewards = AbiFunction.Parse("function creditRewards(uint256[] nodeIds, uint256[] amounts)");
    public static readonly AbiFunction Penalize = AbiFunction.Parse("function penalize(uint256 nodeId, uint256 amount, bytes32 reason)");
    public static readonly AbiFunction FlagMany = AbiFunction.Parse("function flagMany(uint256[] clusterIds)");
    public static readonly AbiFunction Cure = AbiFunction.Parse("function cure(uint256 clusterId)");
    public static readonly AbiFunction LiquidateMany = AbiFunction.Parse("function liquidateMany(uint256[] clusterIds)");
    public static readonly AbiFunction TouchPrice = AbiFunction.Parse("function touchPrice()");

    public static readonly AbiFunction StatesOf = AbiFunction.Parse(
        "function statesOf(uint256[] ids) view returns ((uint256 ratio, bool ratioKnown, uint256 requirement, uint8 queueState, uint64 flaggedAt, uint64 deadline, bool liquidatable)[] states)");
    public static readonly AbiFunction ClassOf = AbiFunction.Parse("function classOf(uint256 classId) view returns (string name, uint64 base, uint32 demandBps)");
    public static readonly AbiFunction CriticalBps = AbiFunction.Parse("function criticalBps() view returns (uint32 bps)");

    public static readonly AbiEvent ClusterRegistered = AbiEvent.Parse(
        "event ClusterRegistered(uint256 indexed clusterId, address indexed operator, uint256 indexed classId, string name, string region)");
    public static readonly AbiEvent NodeAdded = AbiEvent.Parse("event NodeAdded(uint256 indexed nodeId, uint256 indexed clusterId, uint256 gpus)");
    public static readonly AbiEvent NodeRemoved = AbiEvent.Parse("event NodeRemoved(uint256 indexed nodeId, uint256 indexed clusterId, uint256 returned)");
    public static readonly AbiEvent NodeMoved = AbiEvent.Parse(
        "event NodeMoved(uint256 indexed nodeId, uint256 indexed fromClusterId, uint256 indexed toClusterId)");
    public static readonly AbiEvent Liquidated = AbiEvent.Parse(
        "event Liquidated(uint256 indexed clusterId, address indexed liquidator, uint256 seized, uint256 bounty)");
    public static readonly AbiEvent ChangeScheduled = AbiEvent.Parse(
        "event ChangeScheduled(uint256 indexed changeId, uint8 kind, uint256 subject, uint256 a, uint256 b, uint256 effectiveAt)");
    public static readonly AbiEvent ChangeApplied = AbiEvent.Parse("event ChangeApplied(uint256 indexed changeId)");
    public static readonly AbiEvent ChangeCancelled = AbiEvent.Parse("event ChangeCancelled(uint256 indexed changeId)");
}
