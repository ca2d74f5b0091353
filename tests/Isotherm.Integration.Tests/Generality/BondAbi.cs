using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>The second contract's functions as a caller that has only its documentation would write them.</summary>
internal static class BondAbi
{
    public static readonly AbiFunction New = AbiFunction.Parse("function RigBonds(address token, address treasury, address steward, uint64 cooldown)");

    public static readonly AbiFunction ListModel = AbiFunction.Parse("function listModel(bytes32 model, uint64 bondPerGpu, uint32 factorBps)");
    public static readonly AbiFunction SetBondPerGpu = AbiFunction.Parse("function setBondPerGpu(bytes32 model, uint64 bondPerGpu)");
    public static readonly AbiFunction SetFactor = AbiFunction.Parse("function setFactor(bytes32 model, uint32 factorBps)");
    public static readonly AbiFunction SetLines = AbiFunction.Parse("function setLines(uint32 comfort, uint32 danger)");
    public static readonly AbiFunction SetPatience = AbiFunction.Parse("function setPatience(uint64 period)");
    public static readonly AbiFunction SetRate = AbiFunction.Parse("function setRate(uint256 newRate)");
    public static readonly AbiFunction LiftIndex = AbiFunction.Parse("function liftIndex(uint256 by)");
    public static readonly AbiFunction Fine = AbiFunction.Parse("function fine(uint256 rigId, uint256 amount, bytes32 reason)");

    public static readonly AbiFunction OpenFarm = AbiFunction.Parse("function openFarm(bytes32 model, bytes32 label)");
    public static readonly AbiFunction Plug = AbiFunction.Parse("function plug(uint256 farmId, uint32 gpus, uint256 bond)");
    public static readonly AbiFunction Unplug = AbiFunction.Parse("function unplug(uint256 rigId)");
    public static readonly AbiFunction Rewire = AbiFunction.Parse("function rewire(uint256 rigId, uint256 toFarm)");
    public static readonly AbiFunction Tune = AbiFunction.Parse("function tune(uint256 rigId, uint32 earning)");
    public static readonly AbiFunction Bond = AbiFunction.Parse("function bond(uint256 rigId, uint256 amount)");
    public static readonly AbiFunction StartUnbonding = AbiFunction.Parse("function startUnbonding(uint256 rigId, uint256 amount)");
    public static readonly AbiFunction CancelUnbonding = AbiFunction.Parse("function cancelUnbonding(uint256 rigId)");
    public static readonly AbiFunction Withdraw = AbiFunction.Parse("function withdraw(uint256 rigId)");
    public static readonly AbiFunction Harvest = AbiFunction.Parse("function harvest(uint256 rigId)");
    public static readonly AbiFunction Fund = AbiFunction.Parse("function fund(uint256 amount)");
    public static readonly AbiFunction Sync = AbiFunction.Parse("function sync(uint256 rigId)");
    public static readonly AbiFunction Mark = AbiFunction.Parse("function mark(uint256 farmId)");
    public static readonly AbiFunction Clear = AbiFunction.Parse("function clear(uint256 farmId)");
    public static readonly AbiFunction Seize = AbiFunction.Parse("function seize(uint256 farmId)");

    public static readonly AbiFunction FarmCount = AbiFunction.Parse("function farmCount() view returns (uint256 value)");
    public static readonly AbiFunction RigCount = AbiFunction.Parse("function rigCount() view returns (uint256 value)");
    public static readonly AbiFunction ComfortBps = AbiFunction.Parse("function comfortBps() view returns (uint32 value)");
    public static readonly AbiFunction DangerBps = AbiFunction.Parse("function dangerBps() view returns (uint32 value)");
    public static readonly AbiFunction Patience = AbiFunction.Parse("function patience() view returns (uint64 value)");
    public static readonly AbiFunction Rate = AbiFunction.Parse("function rate() view returns (uint256 value)");
    public static readonly AbiFunction Index = AbiFunction.Parse("function index() view returns (uint256 value)");
    public static readonly AbiFunction CoverageOf = AbiFunction.Parse("function coverageOf(uint256 farmId) view returns (uint256 coverage)");
    public static readonly AbiFunction BondRequired = AbiFunction.Parse("function bondRequired(uint256 farmId) view returns (uint256 required)");
    public static readonly AbiFunction PendingOf = AbiFunction.Parse("function pendingOf(uint256 rigId) view returns (uint256 rewards)");
    public static readonly AbiFunction StatusOf = AbiFunction.Parse("function statusOf(uint256 farmId) view returns (uint8 standing, uint64 markedAt, uint64 until)");
    public static readonly AbiFunction FarmOf = AbiFunction.Parse(
        "function farmOf(uint256 farmId) view returns ((address owner, bytes32 model, bytes32 label, uint64 markedAt, uint64 until, bool seized, uint256[] rigs) farm)");
    public static readonly AbiFunction RigOf = AbiFunction.Parse(
        "function rigOf(uint256 rigId) view returns ((uint256 farm, uint32 gpus, uint32 earning, bool plugged, uint256 bond, uint256 settled, uint256 entry, uint256 unbonding, uint64 readyAt, uint256 fined) rig)");
    public static readonly AbiFunction ModelOf = AbiFunction.Parse("function modelOf(bytes32 model) view returns ((uint64 bondPerGpu, uint32 factorBps, bool listed) model)");
}
