// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Farm, Rig, Standing} from "../src/RigBondSurface.sol";
import {RigBonds} from "../src/RigBonds.sol";
import {BondNetwork} from "./BondNetwork.sol";
import {Tests} from "./Vm.sol";

/// @notice Plays everyone at once. Calls that the contract refuses change nothing.
contract BondHandler is Tests {
    RigBonds private immutable _bonds;
    address private immutable _farmer;
    address private immutable _steward;

    uint256 public healthySeizures;
    uint256 public exitsBelowComfort;

    constructor(RigBonds bonds, address farmer, address steward) {
        (_bonds, _farmer, _steward) = (bonds, farmer, steward);
    }

    function wait(uint256 duration) external {
        vm.warp(block.timestamp + bound(duration, 1, 40));
    }

    function plug(uint256 farm, uint256 gpus, uint256 amount) external {
        if (_bonds.rigCount() > 40) return;
        act(_farmer, abi.encodeCall(_bonds.plug, (1 + farm % 4, uint32(gpus % 9), bound(amount, 0, 400e18))));
    }

    function operate(uint256 rig, uint256 kind, uint256 amount) external {
        uint256 id = pick(rig);
        kind %= 8;
        if (kind == 0) exit(id, abi.encodeCall(_bonds.unplug, (id)));
        if (kind == 1) exit(id, abi.encodeCall(_bonds.rewire, (id, 1 + amount % 4)));
        if (kind == 2) act(_farmer, abi.encodeCall(_bonds.tune, (id, uint32(amount % 9))));
        if (kind == 3) act(_farmer, abi.encodeCall(_bonds.bond, (id, bound(amount, 0, 60e18))));
        if (kind == 4) exit(id, abi.encodeCall(_bonds.startUnbonding, (id, bound(amount, 0, 60e18))));
        if (kind == 5) act(_farmer, abi.encodeCall(_bonds.cancelUnbonding, (id)));
        if (kind == 6) act(_farmer, abi.encodeCall(_bonds.withdraw, (id)));
        if (kind == 7) exit(id, abi.encodeCall(_bonds.harvest, (id)));
    }

    function govern(uint256 rig, uint256 kind, uint256 amount) external {
        kind %= 5;
        if (kind == 0) act(_steward, abi.encodeCall(_bonds.fine, (pick(rig), bound(amount, 0, 200e18), "x")));
        if (kind == 1) {
            act(_steward, abi.encodeCall(_bonds.setFactor, ("h100", uint32(bound(amount, 15_000, 30_000)))));
        }
        if (kind == 2) act(_steward, abi.encodeCall(_bonds.setRate, (bound(amount, 0, 1e28))));
        if (kind == 3) act(_steward, abi.encodeCall(_bonds.liftIndex, (bound(amount, 0, 1e30))));
        if (kind == 4) act(_steward, abi.encodeCall(_bonds.setPatience, (uint64(amount % 60))));
    }

    function judge(uint256 farm, uint256 kind) external {
        uint256 id = 1 + farm % 4;
        kind %= 3;
        if (kind == 0) act(address(this), abi.encodeCall(_bonds.mark, (id)));
        if (kind == 1) act(address(this), abi.encodeCall(_bonds.clear, (id)));
        if (kind != 2) return;
        uint256 coverage = _bonds.coverageOf(id);
        if (!act(address(this), abi.encodeCall(_bonds.seize, (id)))) return;
        if (coverage >= uint256(_bonds.dangerBps()) * 1e14) healthySeizures++;
    }

    function exit(uint256 rig, bytes memory call) private {
        if (!act(_farmer, call)) return;
        if (_bonds.coverageOf(_bonds.rigOf(rig).farm) < uint256(_bonds.comfortBps()) * 1e14) exitsBelowComfort++;
    }

    function act(address caller, bytes memory call) private returns (bool done) {
        vm.prank(caller);
        (done,) = address(_bonds).call(call);
    }

    function pick(uint256 rig) private view returns (uint256) {
        return 1 + rig % _bonds.rigCount();
    }
}

/// @notice What holds after any history.
contract BondInvariantsTest is BondNetwork {
    BondHandler private handler;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 4; i++) {
            farm(AT_COMFORT + i * 50 * UNIT);
        }
        handler = new BondHandler(bonds, FARMER, STEWARD);
    }

    /// @notice Foundry calls only the handler.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_Every_token_is_bonded_leaving_or_in_the_pool_and_no_rule_was_broken() public view {
        uint256 bonded = 0;
        uint256 unbonding = 0;
        for (uint256 id = 1; id <= bonds.rigCount(); id++) {
            Rig memory rig = bonds.rigOf(id);
            bonded += rig.bond;
            unbonding += rig.unbonding;
            if (!rig.plugged) vm.assertEq(rig.bond + bonds.pendingOf(id), 0, "an unplugged rig holds nothing");
        }
        vm.assertEq(bonds.bonded(), bonded, "bonds");
        vm.assertEq(bonds.unbonding(), unbonding, "what is on its way out");
        vm.assertEq(token.balanceOf(address(bonds)), bonded + unbonding + bonds.pool(), "all of it is there");
        vm.assertEq(handler.healthySeizures(), 0, "seizures of what covers danger");
        vm.assertEq(handler.exitsBelowComfort(), 0, "exits below comfort");
    }
}
