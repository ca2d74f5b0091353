// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettlementErrors as E} from "../src/SettlementErrors.sol";
import {Change, ChangeKind, ChangeState} from "../src/Types.sol";
import {Network} from "./Network.sol";

contract ScheduleTest is Network {
    function test_An_announced_change_is_applied_by_anyone_once_from_its_time_on() public {
        uint64 moment = uint64(block.timestamp + 100);
        vm.expectEmit(address(layer));
        emit ChangeScheduled(1, ChangeKind.Demand, classId, 20_000, 0, moment);
        uint256 id = announce(Change(ChangeKind.Demand, classId, 20_000, 0), moment);
        vm.warp(moment - 1);
        refuses(E.ChangeNotDue.selector, id, moment);
        layer.applyChange(id);
        vm.warp(moment);
        vm.expectEmit(address(layer));
        emit ChangeApplied(id);
        vm.expectEmit(address(layer));
        emit DemandSet(classId, 20_000);
        vm.prank(STRANGER);
        layer.applyChange(id);
        (,, uint32 demandBps) = layer.classOf(classId);
        vm.assertEq(demandBps, 20_000, "applied");
        refuses(E.ChangeNotPending.selector, id);
        layer.applyChange(id);
        vm.prank(ADMIN);
        refuses(E.ChangeNotPending.selector, id);
        layer.cancel(id);
        vm.assertEq(uint256(layer.changeOf(id).state), uint256(ChangeState.Applied), "state");
    }

    function test_Every_kind_of_change_emits_its_own_event() public {
        uint64 moment = uint64(block.timestamp);
        announce(Change(ChangeKind.Requirement, classId, 7, 0), moment);
        announce(Change(ChangeKind.Thresholds, 0, 20_000, 11_000), moment);
        announce(Change(ChangeKind.GracePeriod, 0, 90, 0), moment);
        vm.expectEmit(address(layer));
        emit RequirementSet(classId, 7);
        layer.applyChange(1);
        vm.expectEmit(address(layer));
        emit ThresholdsSet(20_000, 11_000);
        layer.applyChange(2);
        vm.expectEmit(address(layer));
        emit GracePeriodSet(90);
        layer.applyChange(3);
        (, uint64 base,) = layer.classOf(classId);
        vm.assertEq(base, 7, "requirement");
        vm.assertEq(layer.warningBps(), 20_000, "warning");
        vm.assertEq(layer.criticalBps(), 11_000, "critical");
        vm.assertEq(layer.gracePeriod(), 90, "grace");
    }

    function test_A_cancelled_change_is_never_applied() public {
        uint256 id = announce(Change(ChangeKind.GracePeriod, 0, 90, 0), uint64(block.timestamp));
        vm.expectEmit(address(layer));
        emit ChangeCancelled(id);
        vm.prank(ADMIN);
        layer.cancel(id);
        refuses(E.ChangeNotPending.selector, id);
        layer.applyChange(id);
        refuses(E.ChangeNotPending.selector, 99);
        layer.applyChange(99);
    }

    function test_A_change_is_checked_when_it_is_announced() public {
        uint64 moment = uint64(block.timestamp);
        vm.startPrank(ADMIN);
        refuses(E.EffectiveInPast.selector, moment - 1);
        layer.schedule(Change(ChangeKind.GracePeriod, 0, 90, 0), moment - 1);
        refuses(E.UnknownClass.selector, 2);
        layer.schedule(Change(ChangeKind.Demand, 2, 1, 0), moment);
        refuses(E.UnknownClass.selector, 0);
        layer.schedule(Change(ChangeKind.Requirement, 0, 1, 0), moment);
        refuses(E.ValueTooLarge.selector, 2 ** 32, 2 ** 32 - 1);
        layer.schedule(Change(ChangeKind.Demand, classId, 2 ** 32, 0), moment);
        refuses(E.ValueTooLarge.selector, 2 ** 64, 2 ** 64 - 1);
        layer.schedule(Change(ChangeKind.Requirement, classId, 2 ** 64, 0), moment);
        refuses(E.ThresholdsInvalid.selector, 2 ** 32, 1);
        layer.schedule(Change(ChangeKind.Thresholds, 0, 2 ** 32, 1), moment);
        refuses(E.ThresholdsInvalid.selector, 5, 5);
        layer.schedule(Change(ChangeKind.Thresholds, 0, 5, 5), moment);
        refuses(E.ValueTooLarge.selector, 365 days + 1, 365 days);
        layer.schedule(Change(ChangeKind.GracePeriod, 0, 365 days + 1, 0), moment);
        vm.stopPrank();
    }

    function test_Announcing_changes_nothing_yet() public {
        announce(Change(ChangeKind.Thresholds, 0, 20_000, 19_000), uint64(block.timestamp + 1));
        vm.assertEq(layer.warningBps(), WARNING, "warning");
        vm.assertEq(layer.criticalBps(), CRITICAL, "critical");
    }

    function announce(Change memory change, uint64 effectiveAt) private returns (uint256) {
        vm.prank(ADMIN);
        return layer.schedule(change, effectiveAt);
    }
}
