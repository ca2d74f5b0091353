// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A kind of hardware and what it must be backed with. Its id is its name, in ASCII.
/// @param bondPerGpu What one GPU needs at factor 1; token base units.
/// @param factorBps What the model's worth multiplies that by; 10 000 = 1.
struct Model {
    uint64 bondPerGpu;
    uint32 factorBps;
    bool listed;
}

/// @notice An owner's rigs of one model.
/// @param markedAt Block time of the mark in force; 0 without one. Kept after a seizure, as `until` is.
/// @param until Last block time at which a marked farm is safe.
struct Farm {
    address owner;
    bytes32 model;
    bytes32 label;
    uint64 markedAt;
    uint64 until;
    bool seized;
    uint256[] rigs;
}

/// @notice One machine. Amounts in token base units.
/// @param earning How many of its GPUs are shares in the rewards.
/// @param settled Rewards that no longer depend on the index.
/// @param entry The index from which on `earning` counts.
/// @param unbonding What was bonded and no longer counts; to be withdrawn from `readyAt` on.
/// @param fined All fines so far.
struct Rig {
    uint256 farm;
    uint32 gpus;
    uint32 earning;
    bool plugged;
    uint256 bond;
    uint256 settled;
    uint256 entry;
    uint256 unbonding;
    uint64 readyAt;
    uint256 fined;
}

/// @notice Open: unmarked. Marked: has patience left. Ripe: can be seized. Healed: marked, yet covers danger again.
enum Standing {
    Open,
    Marked,
    Ripe,
    Healed,
    Seized
}

/// @notice What happens, in arguments that are never indexed; amounts are what changed, not what is there now.
interface RigBondEvents {
    event ModelListed(bytes32 model, uint64 bondPerGpu, uint32 factorBps);
    event BondPerGpuSet(bytes32 model, uint64 bondPerGpu);
    event FactorSet(bytes32 model, uint32 factorBps);
    event LinesSet(uint32 comfortBps, uint32 dangerBps);
    event PatienceSet(uint64 patience);
    event RateSet(uint256 rate);
    event IndexLifted(uint256 index);
    event FarmOpened(uint256 farm, address owner, bytes32 model, bytes32 label);
    event RigPlugged(uint256 rig, uint256 farm, uint32 gpus);
    event RigUnplugged(uint256 rig);
    event RigRewired(uint256 rig, uint256 toFarm);
    event RigTuned(uint256 rig, uint32 earning);
    event RigSynced(uint256 rig);
    event Bonded(uint256 rig, uint256 amount);
    event UnbondStarted(uint256 rig, uint256 amount, uint64 readyAt);
    event UnbondCancelled(uint256 rig, uint256 amount);
    event Withdrawn(uint256 rig, uint256 amount);
    event Harvested(uint256 rig);
    event Fined(uint256 rig, uint256 fromRewards, uint256 fromBond, bytes32 reason);
    event Marked(uint256 farm, uint64 until);
    event Cleared(uint256 farm);
    event Seized(uint256 farm, uint256 amount);
}

/// @notice Why a call is refused.
library RigBondErrors {
    error LinesInvalid(uint32 comfortBps, uint32 dangerBps);
    error PatienceTooLong(uint64 patience, uint64 longest);
    error ModelListedAlready(bytes32 model);
    error UnknownModel(bytes32 model);
    error UnknownFarm(uint256 farm);
    error FarmIsSeized(uint256 farm);
    error FarmIsFull(uint256 farm);
    error FarmDiffers(uint256 from, uint256 to);
    error FarmIsMarked(uint256 farm);
    error FarmIsNotMarked(uint256 farm);
    error FarmCovers(uint256 farm);
    error FarmCoversTooLittle(uint256 farm);
    error FarmIsNotRipe(uint256 farm);
    error RigIsNotPlugged(uint256 rig);
    error NotTheOwner(uint256 id);
    error TooManyGpus(uint32 asked, uint32 there);
    error NotBonded(uint256 rig, uint256 bond);
    error CoolingDown(uint256 rig, uint64 readyAt);
    error PoolTooSmall(uint256 pool, uint256 asked);
}
