// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Farm, Rig, RigBondErrors as E, Standing} from "../src/RigBondSurface.sol";
import {BondNetwork} from "./BondNetwork.sol";
import {Vm} from "./Vm.sol";

contract RigBondsTest is BondNetwork {
    function test_Coverage_is_bond_and_rewards_over_what_the_models_gpus_need() public {
        (uint256 id, uint256 rig) = farm(AT_COMFORT);
        vm.assertEq(bonds.bondRequired(id), 8 * 10 * UNIT * 20_000, "undivided");
        vm.assertEq(bonds.coverageOf(id), 1.5e18, "at comfort");
        pass(1_000);
        vm.assertEq(bonds.pendingOf(rig), 8 * UNIT, "8 GPUs for 1 000 seconds");
        vm.assertEq(bonds.coverageOf(id), 1.55e18, "rewards count");
    }

    function test_A_farm_of_which_nothing_is_required_covers_without_end() public {
        vm.prank(FARMER);
        uint256 id = bonds.openFarm(MODEL, "empty");
        vm.assertEq(bonds.coverageOf(id), type(uint256).max, "empty");
        refuses(abi.encodeWithSelector(E.FarmCovers.selector, id));
        bonds.mark(id);
        (uint256 weak,) = weakFarm(1);
        vm.prank(STEWARD);
        bonds.setFactor(MODEL, 0);
        vm.assertEq(bonds.coverageOf(weak), type(uint256).max, "factor 0");
    }

    function test_Rewards_are_rounded_down_at_every_settlement_and_only_then() public {
        (, uint256 whole) = farm(AT_COMFORT);
        (, uint256 synced) = farm(AT_COMFORT);
        vm.startPrank(STEWARD);
        bonds.setRate(1e12 / 32);
        vm.stopPrank();
        uint256 before = bonds.pendingOf(whole);
        for (uint256 i = 0; i < 4; i++) {
            pass(1);
            bonds.sync(synced);
        }
        vm.assertEq(bonds.pendingOf(whole) - before, 1, "4 quarters");
        vm.assertEq(bonds.pendingOf(synced) - before, 0, "4 times nothing");
    }

    function test_Lifting_the_index_and_tuning_change_what_a_rig_earns() public {
        (, uint256 rig) = farm(AT_COMFORT);
        vm.prank(FARMER);
        bonds.tune(rig, 3);
        vm.prank(STEWARD);
        bonds.liftIndex(7e12);
        vm.assertEq(bonds.pendingOf(rig), 21, "7 for each of 3");
        refuses(abi.encodeWithSelector(E.TooManyGpus.selector, 9, 8));
        vm.prank(FARMER);
        bonds.tune(rig, 9);
    }

    function test_What_is_unbonding_counts_no_more_and_leaves_after_the_cooldown() public {
        (uint256 id, uint256 rig) = farm(AT_COMFORT + 100);
        vm.startPrank(FARMER);
        refuses(abi.encodeWithSelector(E.FarmCoversTooLittle.selector, id));
        bonds.startUnbonding(rig, 101);
        vm.expectEmit(address(bonds));
        emit UnbondStarted(rig, 100, uint64(block.timestamp) + COOLDOWN);
        bonds.startUnbonding(rig, 100);
        vm.assertEq(bonds.coverageOf(id), 1.5e18, "no longer counted");
        pass(COOLDOWN - 1);
        refuses(abi.encodeWithSelector(E.CoolingDown.selector, rig, block.timestamp + 1));
        bonds.withdraw(rig);
        pass(1);
        uint256 before = token.balanceOf(FARMER);
        bonds.withdraw(rig);
        vm.assertEq(token.balanceOf(FARMER) - before, 100, "paid");
        bonds.withdraw(rig);
        vm.assertEq(token.balanceOf(FARMER) - before, 100, "once");
        vm.stopPrank();
    }

    function test_An_unbonding_can_be_cancelled_and_is_not_seized() public {
        (uint256 id, uint256 rig) = farm(AT_COMFORT + 100);
        vm.startPrank(FARMER);
        bonds.startUnbonding(rig, 60);
        bonds.cancelUnbonding(rig);
        vm.assertEq(bonds.rigOf(rig).bond, AT_COMFORT + 100, "back");
        bonds.startUnbonding(rig, 100);
        vm.stopPrank();
        vm.prank(STEWARD);
        bonds.fine(rig, AT_COMFORT, "all");
        bonds.mark(id);
        pass(PATIENCE + 1);
        bonds.seize(id);
        vm.prank(FARMER);
        bonds.withdraw(rig);
        vm.assertEq(token.balanceOf(address(bonds)), bonds.pool(), "only the pool is left");
    }

    function test_An_unplugged_rig_starts_unbonding_and_takes_its_rewards() public {
        (uint256 id, uint256 rig) = farm(AT_COMFORT);
        pass(500);
        uint256 before = token.balanceOf(FARMER);
        vm.prank(FARMER);
        bonds.unplug(rig);
        vm.assertEq(token.balanceOf(FARMER) - before, 4 * UNIT, "rewards at once");
        vm.assertEq(bonds.bondRequired(id), 0, "nothing required");
        vm.assertEq(bonds.pendingOf(rig), 0, "nothing earns");
        pass(COOLDOWN);
        vm.assertEq(bonds.pendingOf(rig), 0, "nor later");
        vm.prank(FARMER);
        bonds.withdraw(rig);
        vm.assertEq(token.balanceOf(FARMER) - before, 4 * UNIT + AT_COMFORT, "bond later");
    }

    function test_A_rewired_rig_keeps_what_it_has() public {
        (uint256 from, uint256 rig) = farm(AT_COMFORT);
        (uint256 to,) = farm(AT_COMFORT);
        pass(100);
        uint256 pending = bonds.pendingOf(rig);
        vm.prank(FARMER);
        bonds.rewire(rig, to);
        vm.assertEq(bonds.pendingOf(rig), pending, "rewards");
        vm.assertEq(bonds.bondRequired(from), 0, "left");
        vm.assertEq(bonds.bondRequired(to), 320 * UNIT * 10_000, "came");
        refuses(abi.encodeWithSelector(E.FarmDiffers.selector, to, to));
        vm.prank(FARMER);
        bonds.rewire(rig, to);
    }

    function test_A_fine_takes_rewards_first_then_bond() public {
        (, uint256 rig) = farm(AT_COMFORT);
        pass(125);
        vm.expectEmit(address(bonds));
        emit Fined(rig, UNIT, 2 * UNIT, "late");
        vm.prank(STEWARD);
        bonds.fine(rig, 3 * UNIT, "late");
        Rig memory left = bonds.rigOf(rig);
        vm.assertEq(left.settled, 0, "rewards");
        vm.assertEq(left.bond, AT_COMFORT - 2 * UNIT, "bond");
        vm.assertEq(left.fined, 3 * UNIT, "total");
        vm.assertEq(token.balanceOf(TREASURY), 2 * UNIT, "treasury");
    }

    function test_Danger_itself_is_safe_and_a_unit_below_can_be_marked() public {
        (uint256 safe,) = weakFarm(AT_DANGER);
        refuses(abi.encodeWithSelector(E.FarmCovers.selector, safe));
        bonds.mark(safe);
        (uint256 weak,) = weakFarm(AT_DANGER - 1);
        vm.expectEmit(address(bonds));
        emit Marked(weak, uint64(block.timestamp) + PATIENCE);
        bonds.mark(weak);
        stands(weak, Standing.Marked, "marked");
        refuses(abi.encodeWithSelector(E.FarmIsMarked.selector, weak));
        bonds.mark(weak);
    }

    function test_A_mark_holds_exits_until_the_farm_is_cleared() public {
        (uint256 id, uint256 rig) = weakFarm(AT_DANGER - 1);
        bonds.mark(id);
        refuses(abi.encodeWithSelector(E.FarmCoversTooLittle.selector, id));
        bonds.clear(id);
        vm.prank(STRANGER);
        bonds.bond(rig, UNIT * 100);
        stands(id, Standing.Healed, "covers again");
        vm.startPrank(FARMER);
        refuses(abi.encodeWithSelector(E.FarmIsMarked.selector, id));
        bonds.harvest(rig);
        bonds.clear(id);
        stands(id, Standing.Open, "cleared");
        bonds.harvest(rig);
        refuses(abi.encodeWithSelector(E.FarmIsNotMarked.selector, id));
        bonds.clear(id);
        vm.stopPrank();
    }

    function test_Rewards_alone_heal_a_marked_farm() public {
        (uint256 id, uint256 rig) = weakFarm(AT_DANGER - 1);
        vm.prank(FARMER);
        bonds.tune(rig, 8);
        bonds.mark(id);
        pass(1);
        stands(id, Standing.Healed, "a second's rewards");
    }

    function test_A_ripe_farm_is_seized_and_its_rewards_lapse() public {
        (uint256 id, uint256 rig) = weakFarm(AT_DANGER - 9 * UNIT);
        vm.prank(FARMER);
        bonds.tune(rig, 8);
        bonds.mark(id);
        pass(PATIENCE);
        stands(id, Standing.Marked, "safe at the last second");
        refuses(abi.encodeWithSelector(E.FarmIsNotRipe.selector, id));
        bonds.seize(id);
        pass(1);
        stands(id, Standing.Ripe, "ripe");
        uint256 before = token.balanceOf(TREASURY);
        vm.expectEmit(address(bonds));
        emit Seized(id, AT_DANGER - 9 * UNIT);
        bonds.seize(id);
        vm.assertEq(token.balanceOf(TREASURY) - before, AT_DANGER - 9 * UNIT, "bonds");
        vm.assertEq(bonds.pendingOf(rig), 0, "rewards lapse");
        vm.assertEq(token.balanceOf(address(bonds)), bonds.pool(), "into the pool");
        stands(id, Standing.Seized, "seized");
        refuses(abi.encodeWithSelector(E.FarmIsSeized.selector, id));
        bonds.mark(id);
        refuses(abi.encodeWithSelector(E.RigIsNotPlugged.selector, rig));
        bonds.bond(rig, 1);
    }

    function test_Only_the_steward_governs_and_only_owners_act() public {
        (uint256 id, uint256 rig) = farm(AT_COMFORT);
        vm.startPrank(STRANGER);
        refuses(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        bonds.setRate(1);
        refuses(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        bonds.fine(rig, 1, "");
        refuses(abi.encodeWithSelector(E.NotTheOwner.selector, id));
        bonds.plug(id, 1, 0);
        refuses(abi.encodeWithSelector(E.NotTheOwner.selector, rig));
        bonds.harvest(rig);
        refuses(abi.encodeWithSelector(E.NotTheOwner.selector, rig));
        bonds.withdraw(rig);
        refuses(abi.encodeWithSelector(E.UnknownModel.selector, bytes32("a100")));
        bonds.openFarm("a100", "");
        vm.stopPrank();
        vm.startPrank(STEWARD);
        refuses(abi.encodeWithSelector(E.LinesInvalid.selector, 12_000, 12_000));
        bonds.setLines(12_000, 12_000);
        refuses(abi.encodeWithSelector(E.ModelListedAlready.selector, MODEL));
        bonds.listModel(MODEL, 1, 1);
        vm.stopPrank();
    }

    function test_No_event_is_indexed() public {
        vm.recordLogs();
        (uint256 id, uint256 rig) = weakFarm(1);
        bonds.mark(id);
        bonds.sync(rig);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter == address(bonds)) vm.assertEq(logs[i].topics.length, 1, "one topic");
        }
    }

    function test_Fuzz_coverage_marks_and_rewards_agree_with_plain_arithmetic(
        uint64 perGpu,
        uint32 factor,
        uint32 gpus,
        uint96 more,
        uint128 rate,
        uint32 wait
    ) public {
        gpus = uint32(bound(gpus, 1, 64));
        vm.prank(FARMER);
        uint256 id = bonds.openFarm(MODEL, "fuzz");
        vm.prank(STEWARD);
        bonds.setFactor(MODEL, 0);
        vm.prank(FARMER);
        uint256 rig = bonds.plug(id, gpus, more);
        vm.startPrank(STEWARD);
        bonds.setFactor(MODEL, factor);
        bonds.setBondPerGpu(MODEL, perGpu);
        uint256 earned = uint256(gpus) * (bonds.index() - bonds.rigOf(rig).entry);
        bonds.setRate(rate);
        vm.stopPrank();
        pass(wait);
        uint256 pending = (earned + uint256(gpus) * rate * wait) / 1e12;
        vm.assertEq(bonds.pendingOf(rig), pending, "shares by rate by time");
        uint256 required = uint256(gpus) * perGpu * factor;
        vm.assertEq(bonds.bondRequired(id), required, "required");
        uint256 assets = uint256(more) + pending;
        if (required != 0) vm.assertEq(bonds.coverageOf(id), assets * 1e22 / required, "floor");
        if (assets * 1e8 >= uint256(12_000) * required) {
            refuses(abi.encodeWithSelector(E.FarmCovers.selector, id));
        }
        bonds.mark(id);
    }
}
