// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {RigBondLedger} from "./RigBondLedger.sol";
import {Farm, Model, Rig, RigBondErrors as E, Standing} from "./RigBondSurface.sol";

/// @title Bonds behind farms of GPU rigs, in one token
/// @notice A farm groups an owner's rigs of one hardware model. Each rig is backed by a bond in the token in which its
/// requirement is counted, so that no price matters. Rigs earn by index × time: every earning GPU is a share, the index
/// grows by `rate` each second, and nothing is emitted for it. What is being withdrawn stops counting at once and can
/// be taken out when its cooldown is over. A farm that covers too little can be marked; when the patience is over and
/// it still does, anyone can have its bonds seized.
contract RigBonds is RigBondLedger {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    constructor(IERC20 token_, address treasury_, address steward, uint64 cooldown_)
        RigBondLedger(token_, treasury_, steward, cooldown_)
    {}

    // ---- the steward ----

    /// @notice Admits a model. Its id is its name, in ASCII.
    /// @param bondPerGpu What one GPU needs at factor 1; token base units.
    /// @param factorBps What the model's worth multiplies that by; 10 000 = 1.
    function listModel(bytes32 model, uint64 bondPerGpu, uint32 factorBps) external onlyOwner {
        if (_models[model].listed) revert E.ModelListedAlready(model);
        _models[model] = Model(bondPerGpu, factorBps, true);
        emit ModelListed(model, bondPerGpu, factorBps);
    }

    function setBondPerGpu(bytes32 model, uint64 bondPerGpu) external onlyOwner {
        _knownModel(model).bondPerGpu = bondPerGpu;
        emit BondPerGpuSet(model, bondPerGpu);
    }

    function setFactor(bytes32 model, uint32 factorBps) external onlyOwner {
        _knownModel(model).factorBps = factorBps;
        emit FactorSet(model, factorBps);
    }

    function setLines(uint32 comfort, uint32 danger) external onlyOwner {
        _setLines(comfort, danger);
    }

    function setPatience(uint64 period) external onlyOwner {
        _setPatience(period);
    }

    /// @param newRate Token base units a share and second, × ONE_INDEX.
    function setRate(uint256 newRate) external onlyOwner {
        (_index, _indexAt, rate) = (index(), block.timestamp.toUint64(), newRate);
        emit RateSet(newRate);
    }

    /// @notice Gives every share the same at once, by lifting the index.
    function liftIndex(uint256 by) external onlyOwner {
        (_index, _indexAt) = (index() + by, block.timestamp.toUint64());
        emit IndexLifted(_index);
    }

    /// @notice Takes from a rig's rewards, then from its bond, as far as they go.
    function fine(uint256 rigId, uint256 amount, bytes32 reason) external onlyOwner nonReentrant {
        Rig storage rig = _pluggedRig(rigId);
        _settle(rig);
        uint256 fromRewards = Math.min(amount, rig.settled);
        uint256 fromBond = Math.min(amount - fromRewards, rig.bond);
        rig.settled -= fromRewards;
        rig.bond -= fromBond;
        rig.fined += fromRewards + fromBond;
        bonded -= fromBond;
        emit Fined(rigId, fromRewards, fromBond, reason);
        token.safeTransfer(treasury, fromBond);
    }

    // ---- farmers ----

    function openFarm(bytes32 model, bytes32 label) external returns (uint256 farmId) {
        _knownModel(model);
        farmId = ++farmCount;
        Farm storage farm = _farms[farmId];
        (farm.owner, farm.model, farm.label) = (msg.sender, model, label);
        emit FarmOpened(farmId, msg.sender, model, label);
    }

    /// @notice Adds a rig with its bond; all its GPUs earn until it is tuned.
    function plug(uint256 farmId, uint32 gpus, uint256 bond_) external nonReentrant returns (uint256 rigId) {
        Farm storage farm = _ownFarm(farmId);
        if (farm.rigs.length == MOST_RIGS) revert E.FarmIsFull(farmId);
        rigId = ++rigCount;
        farm.rigs.push(rigId);
        Rig storage rig = _rigs[rigId];
        (rig.farm, rig.gpus, rig.earning, rig.plugged, rig.entry) = (farmId, gpus, gpus, true, index());
        emit RigPlugged(rigId, farmId, gpus);
        _bond(rig, rigId, bond_);
        _requireComfort(farmId);
    }

    /// @notice Takes a rig out. Its bond starts unbonding, its rewards are paid.
    function unplug(uint256 rigId) external nonReentrant {
        Rig storage rig = _ownRig(rigId);
        uint256 farmId = rig.farm;
        if (rig.bond != 0) _startUnbonding(rig, rigId, rig.bond);
        _harvest(rig, rigId);
        (rig.plugged, rig.gpus, rig.earning) = (false, 0, 0);
        _unlist(farmId, rigId);
        emit RigUnplugged(rigId);
        _requireComfort(farmId);
    }

    /// @notice Moves a rig, with all it has, to another of the owner's farms of the same model.
    function rewire(uint256 rigId, uint256 toFarm) external nonReentrant {
        Rig storage rig = _ownRig(rigId);
        uint256 fromFarm = rig.farm;
        Farm storage farm = _ownFarm(toFarm);
        if (farm.rigs.length == MOST_RIGS) revert E.FarmIsFull(toFarm);
        if (fromFarm == toFarm || farm.model != _farms[fromFarm].model) revert E.FarmDiffers(fromFarm, toFarm);
        _unlist(fromFarm, rigId);
        farm.rigs.push(rigId);
        rig.farm = toFarm;
        emit RigRewired(rigId, toFarm);
        _requireComfort(fromFarm);
        _requireComfort(toFarm);
    }

    /// @notice How many of a rig's GPUs earn from now on; the bond required stays.
    function tune(uint256 rigId, uint32 earning) external {
        Rig storage rig = _ownRig(rigId);
        if (earning > rig.gpus) revert E.TooManyGpus(earning, rig.gpus);
        _settle(rig);
        rig.earning = earning;
        emit RigTuned(rigId, earning);
    }

    /// @notice Adds to a rig's bond; anyone may.
    function bond(uint256 rigId, uint256 amount) external nonReentrant {
        _bond(_pluggedRig(rigId), rigId, amount);
    }

    /// @notice From here on `amount` counts no more. It can be withdrawn when the cooldown is over; a further unbonding
    /// starts it anew for all that is under way.
    function startUnbonding(uint256 rigId, uint256 amount) external nonReentrant {
        Rig storage rig = _ownRig(rigId);
        if (amount > rig.bond) revert E.NotBonded(rigId, rig.bond);
        _startUnbonding(rig, rigId, amount);
        _requireComfort(rig.farm);
    }

    /// @notice Puts what is on its way out behind the rig again.
    function cancelUnbonding(uint256 rigId) external nonReentrant {
        Rig storage rig = _ownRig(rigId);
        uint256 amount = rig.unbonding;
        (rig.unbonding, rig.bond) = (0, rig.bond + amount);
        (unbonding, bonded) = (unbonding - amount, bonded + amount);
        emit UnbondCancelled(rigId, amount);
    }

    /// @notice Pays out what was unbonded; also of a rig that is unplugged, or whose farm was seized.
    function withdraw(uint256 rigId) external nonReentrant {
        Rig storage rig = _rigs[rigId];
        if (_farms[rig.farm].owner != msg.sender) revert E.NotTheOwner(rigId);
        if (block.timestamp < rig.readyAt) revert E.CoolingDown(rigId, rig.readyAt);
        uint256 amount = rig.unbonding;
        rig.unbonding = 0;
        unbonding -= amount;
        emit Withdrawn(rigId, amount);
        token.safeTransfer(msg.sender, amount);
    }

    /// @notice Pays out all rewards of a rig.
    function harvest(uint256 rigId) external nonReentrant {
        Rig storage rig = _ownRig(rigId);
        _harvest(rig, rigId);
        _requireComfort(rig.farm);
    }

    // ---- anyone ----

    /// @notice Adds to what rewards are paid from.
    function fund(uint256 amount) external nonReentrant {
        pool += amount;
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Rounds a rig's rewards down and counts on from there.
    function sync(uint256 rigId) external {
        _settle(_pluggedRig(rigId));
        emit RigSynced(rigId);
    }

    /// @notice Marks a farm that covers less than danger.
    function mark(uint256 farmId) external {
        Farm storage farm = _openFarm(farmId);
        if (farm.markedAt != 0) revert E.FarmIsMarked(farmId);
        if (!_isBelow(farm, dangerBps)) revert E.FarmCovers(farmId);
        uint64 now_ = block.timestamp.toUint64();
        (farm.markedAt, farm.until) = (now_, now_ + patience);
        emit Marked(farmId, farm.until);
    }

    /// @notice Takes the mark off a farm that covers danger again.
    function clear(uint256 farmId) external {
        Farm storage farm = _openFarm(farmId);
        if (farm.markedAt == 0) revert E.FarmIsNotMarked(farmId);
        if (_isBelow(farm, dangerBps)) revert E.FarmCoversTooLittle(farmId);
        (farm.markedAt, farm.until) = (0, 0);
        emit Cleared(farmId);
    }

    /// @notice Takes a marked farm's bonds when its patience is over and it covers less than danger. Its rewards lapse.
    function seize(uint256 farmId) external nonReentrant {
        Farm storage farm = _openFarm(farmId);
        if (_standing(farm) != Standing.Ripe) revert E.FarmIsNotRipe(farmId);
        uint256 taken = 0;
        for (uint256 i = 0; i < farm.rigs.length; i++) {
            Rig storage rig = _rigs[farm.rigs[i]];
            taken += rig.bond;
            (rig.plugged, rig.bond, rig.settled, rig.gpus, rig.earning) = (false, 0, 0, 0, 0);
        }
        delete farm.rigs;
        farm.seized = true;
        bonded -= taken;
        emit Seized(farmId, taken);
        token.safeTransfer(treasury, taken);
    }
}
