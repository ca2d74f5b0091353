// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SettlementState} from "./SettlementState.sol";
import {Change, ChangeKind, ChangeState, ScheduledChange} from "./Types.sol";

/// @title GPU classes, thresholds and the grace period, set at once or announced
abstract contract SettlementParameters is SettlementState {
    using SafeCast for uint256;

    uint256 internal constant MAX_TEXT = 64;

    uint256 public changeCount;
    mapping(uint256 changeId => ScheduledChange) private _changes;

    /// @notice Adds a GPU class. `base` is USD × 10^8 a GPU, `demandBps` its multiplier (10 000 = 1.0); both may be 0.
    function addClass(string calldata name, uint64 base, uint32 demandBps)
        external
        nonReentrant
        onlyRole(PARAMETER_ROLE)
        returns (uint256 classId)
    {
        _touchPrice();
        _requireText(name, 1);
        classId = ++classCount;
        _classes[classId].name = name;
        emit ClassAdded(classId, name);
        _setRequirement(classId, base);
        _setDemand(classId, demandBps);
    }

    function setRequirement(uint256 classId, uint64 base) external nonReentrant onlyRole(PARAMETER_ROLE) {
        _touchPrice();
        _setRequirement(classId, base);
    }

    function setDemand(uint256 classId, uint32 demandBps) external nonReentrant onlyRole(DEMAND_ROLE) {
        _touchPrice();
        _setDemand(classId, demandBps);
    }

    function setThresholds(uint32 warning, uint32 critical) external nonReentrant onlyRole(PARAMETER_ROLE) {
        _touchPrice();
        _setThresholds(warning, critical);
    }

    /// @notice Seconds of grace for clusters flagged from now on; deadlines that run already stay.
    function setGracePeriod(uint64 period) external nonReentrant onlyRole(PARAMETER_ROLE) {
        _touchPrice();
        _setGracePeriod(period);
    }

    /// @notice Announces a change that anyone may apply from the block time `effectiveAt` on. It is checked here as it will
    /// be when applied.
    function schedule(Change calldata change, uint64 effectiveAt)
        external
        nonReentrant
        onlyRole(PARAMETER_ROLE)
        returns (uint256 changeId)
    {
        _touchPrice();
        if (effectiveAt < block.timestamp) revert EffectiveInPast(effectiveAt);
        _check(change);
        changeId = ++changeCount;
        _changes[changeId] = ScheduledChange(change, effectiveAt, ChangeState.Pending);
        emit ChangeScheduled(changeId, change.kind, change.subject, change.a, change.b, effectiveAt);
    }

    /// @notice Carries out an announced change, once, from its time on. Anyone.
    /// Emits ChangeApplied and then the change's own event. (`apply` is a reserved word in Solidity.)
    function applyChange(uint256 changeId) external nonReentrant {
        _touchPrice();
        ScheduledChange storage scheduled = _pending(changeId);
        if (block.timestamp < scheduled.effectiveAt) revert ChangeNotDue(changeId, scheduled.effectiveAt);
        scheduled.state = ChangeState.Applied;
        emit ChangeApplied(changeId);
        _carryOut(scheduled.change);
    }

    /// @notice Withdraws an announced change that has not been applied.
    function cancel(uint256 changeId) external nonReentrant onlyRole(PARAMETER_ROLE) {
        _touchPrice();
        _pending(changeId).state = ChangeState.Cancelled;
        emit ChangeCancelled(changeId);
    }

    function changeOf(uint256 changeId) external view returns (ScheduledChange memory) {
        return _changes[changeId];
    }

    function _requireText(string calldata text, uint256 min) internal pure {
        uint256 length = bytes(text).length;
        if (length < min || length > MAX_TEXT) revert TextLength(length, min, MAX_TEXT);
    }

    function _requireClass(uint256 classId) internal view {
        if (classId == 0 || classId > classCount) revert UnknownClass(classId);
    }

    function _setRequirement(uint256 classId, uint256 base) private {
        _requireClass(classId);
        _classes[classId].base = base.toUint64();
        emit RequirementSet(classId, base);
    }

    function _setDemand(uint256 classId, uint256 demandBps) private {
        _requireClass(classId);
        _classes[classId].demandBps = demandBps.toUint32();
        emit DemandSet(classId, demandBps);
    }

    function _check(Change calldata change) private view {
        if (change.kind == ChangeKind.Demand) {
            _requireClass(change.subject);
            _requireAtMost(change.a, type(uint32).max);
        } else if (change.kind == ChangeKind.Requirement) {
            _requireClass(change.subject);
            _requireAtMost(change.a, type(uint64).max);
        } else if (change.kind == ChangeKind.Thresholds) {
            _checkThresholds(change.a, change.b);
        } else {
            _requireAtMost(change.a, MAX_GRACE_PERIOD);
        }
    }

    function _carryOut(Change storage change) private {
        ChangeKind kind = change.kind;
        if (kind == ChangeKind.Demand) _setDemand(change.subject, change.a);
        else if (kind == ChangeKind.Requirement) _setRequirement(change.subject, change.a);
        else if (kind == ChangeKind.Thresholds) _setThresholds(change.a, change.b);
        else _setGracePeriod(change.a);
    }

    function _pending(uint256 changeId) private view returns (ScheduledChange storage scheduled) {
        scheduled = _changes[changeId];
        if (scheduled.state != ChangeState.Pending) revert ChangeNotPending(changeId);
    }
}
