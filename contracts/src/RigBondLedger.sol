// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Farm, Model, Rig, RigBondErrors as E, RigBondEvents, Standing} from "./RigBondSurface.sol";

/// @title What rigs and farms hold, how a farm is judged, and the views
abstract contract RigBondLedger is RigBondEvents, Ownable, ReentrancyGuard {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    uint256 public constant ONE_BPS = 10_000;
    /// @notice Decimals of the index.
    uint256 public constant ONE_INDEX = 1e12;
    uint256 public constant MOST_RIGS = 16;
    uint64 public constant LONGEST_PATIENCE = 365 days;

    IERC20 public immutable token;
    address public immutable treasury;
    /// @notice Seconds between the start of an unbonding and its end.
    uint64 public immutable cooldown;

    /// @notice A farm leaves bonds and rewards where they are unless it covers this share afterwards.
    uint32 public comfortBps;
    /// @notice Below it a farm can be marked and seized.
    uint32 public dangerBps;
    /// @notice Seconds that a mark gives.
    uint64 public patience;

    /// @notice Growth of the index a second.
    uint256 public rate;
    /// @notice Tokens that rewards are paid from.
    uint256 public pool;
    /// @notice Tokens behind rigs, and tokens on their way out.
    uint256 public bonded;
    uint256 public unbonding;

    uint256 public farmCount;
    uint256 public rigCount;

    uint256 internal _index;
    uint64 internal _indexAt;
    mapping(bytes32 model => Model) internal _models;
    mapping(uint256 farmId => Farm) internal _farms;
    mapping(uint256 rigId => Rig) internal _rigs;

    constructor(IERC20 token_, address treasury_, address steward, uint64 cooldown_) Ownable(steward) {
        (token, treasury, cooldown) = (token_, treasury_, cooldown_);
        _indexAt = block.timestamp.toUint64();
        _setLines(15_000, 12_000);
        _setPatience(60);
    }

    /// @notice The index now, × ONE_INDEX.
    function index() public view returns (uint256) {
        return _index + rate * (block.timestamp - _indexAt);
    }

    /// @notice floor((bonds + rewards) ÷ bond required), 18 decimals; the greatest number when nothing is required.
    function coverageOf(uint256 farmId) external view returns (uint256) {
        uint256 required = bondRequired(farmId);
        return required == 0 ? type(uint256).max : Math.mulDiv(_assets(_farms[farmId]), 1e18 * ONE_BPS, required);
    }

    /// @notice gpus · bondPerGpu · factorBps: token base units × 10 000, never divided.
    function bondRequired(uint256 farmId) public view returns (uint256) {
        return _required(_farms[farmId]);
    }

    /// @notice A rig's rewards by now.
    function pendingOf(uint256 rigId) public view returns (uint256) {
        Rig storage rig = _rigs[rigId];
        return rig.settled + uint256(rig.earning) * (index() - rig.entry) / ONE_INDEX;
    }

    function statusOf(uint256 farmId) external view returns (Standing standing, uint64 markedAt, uint64 until) {
        Farm storage farm = _farms[farmId];
        return (_standing(farm), farm.markedAt, farm.until);
    }

    function farmOf(uint256 farmId) external view returns (Farm memory) {
        return _farms[farmId];
    }

    function rigOf(uint256 rigId) external view returns (Rig memory) {
        return _rigs[rigId];
    }

    function modelOf(bytes32 model) external view returns (Model memory) {
        return _models[model];
    }

    function _setLines(uint32 comfort, uint32 danger) internal {
        if (danger == 0 || danger >= comfort) revert E.LinesInvalid(comfort, danger);
        (comfortBps, dangerBps) = (comfort, danger);
        emit LinesSet(comfort, danger);
    }

    function _setPatience(uint64 period) internal {
        if (period > LONGEST_PATIENCE) revert E.PatienceTooLong(period, LONGEST_PATIENCE);
        patience = period;
        emit PatienceSet(period);
    }

    function _bond(Rig storage rig, uint256 rigId, uint256 amount) internal {
        rig.bond += amount;
        bonded += amount;
        emit Bonded(rigId, amount);
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _startUnbonding(Rig storage rig, uint256 rigId, uint256 amount) internal {
        (rig.bond, rig.unbonding) = (rig.bond - amount, rig.unbonding + amount);
        (bonded, unbonding) = (bonded - amount, unbonding + amount);
        rig.readyAt = block.timestamp.toUint64() + cooldown;
        emit UnbondStarted(rigId, amount, rig.readyAt);
    }

    function _harvest(Rig storage rig, uint256 rigId) internal {
        _settle(rig);
        uint256 amount = rig.settled;
        if (amount > pool) revert E.PoolTooSmall(pool, amount);
        rig.settled = 0;
        pool -= amount;
        emit Harvested(rigId);
        token.safeTransfer(msg.sender, amount);
    }

    /// @dev Every change of a rig's rewards or shares begins here; what accrued is rounded down.
    function _settle(Rig storage rig) internal {
        uint256 now_ = index();
        rig.settled += uint256(rig.earning) * (now_ - rig.entry) / ONE_INDEX;
        rig.entry = now_;
    }

    function _unlist(uint256 farmId, uint256 rigId) internal {
        uint256[] storage rigs = _farms[farmId].rigs;
        uint256 last = rigs.length - 1;
        for (uint256 i = 0; i < last; i++) {
            if (rigs[i] == rigId) rigs[i] = rigs[last];
        }
        rigs.pop();
    }

    function _knownModel(bytes32 model) internal view returns (Model storage known) {
        known = _models[model];
        if (!known.listed) revert E.UnknownModel(model);
    }

    /// @dev Known and not seized.
    function _openFarm(uint256 farmId) internal view returns (Farm storage farm) {
        farm = _farms[farmId];
        if (farm.owner == address(0)) revert E.UnknownFarm(farmId);
        if (farm.seized) revert E.FarmIsSeized(farmId);
    }

    function _ownFarm(uint256 farmId) internal view returns (Farm storage farm) {
        farm = _openFarm(farmId);
        if (farm.owner != msg.sender) revert E.NotTheOwner(farmId);
    }

    function _pluggedRig(uint256 rigId) internal view returns (Rig storage rig) {
        rig = _rigs[rigId];
        if (!rig.plugged) revert E.RigIsNotPlugged(rigId);
    }

    function _ownRig(uint256 rigId) internal view returns (Rig storage rig) {
        rig = _pluggedRig(rigId);
        if (_farms[rig.farm].owner != msg.sender) revert E.NotTheOwner(rigId);
    }

    /// @dev What an exit must leave behind: a farm without a mark that covers comfort.
    function _requireComfort(uint256 farmId) internal view {
        Farm storage farm = _farms[farmId];
        if (farm.markedAt != 0) revert E.FarmIsMarked(farmId);
        if (_isBelow(farm, comfortBps)) revert E.FarmCoversTooLittle(farmId);
    }

    /// @dev The order decides.
    function _standing(Farm storage farm) internal view returns (Standing) {
        if (farm.seized) return Standing.Seized;
        if (farm.markedAt == 0) return Standing.Open;
        if (!_isBelow(farm, dangerBps)) return Standing.Healed;
        return block.timestamp <= farm.until ? Standing.Marked : Standing.Ripe;
    }

    /// @dev Strictly below, by cross-multiplication; equality is safe, and so is a farm of which nothing is required.
    function _isBelow(Farm storage farm, uint256 bps) internal view returns (bool) {
        return _assets(farm) * ONE_BPS * ONE_BPS < bps * _required(farm);
    }

    function _required(Farm storage farm) private view returns (uint256) {
        Model storage model = _models[farm.model];
        uint256 gpus = 0;
        for (uint256 i = 0; i < farm.rigs.length; i++) {
            gpus += _rigs[farm.rigs[i]].gpus;
        }
        return gpus * model.bondPerGpu * model.factorBps;
    }

    function _assets(Farm storage farm) private view returns (uint256 assets) {
        for (uint256 i = 0; i < farm.rigs.length; i++) {
            assets += _rigs[farm.rigs[i]].bond + pendingOf(farm.rigs[i]);
        }
    }
}
