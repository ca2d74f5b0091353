// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {SettlementErrors as E} from "../src/SettlementErrors.sol";
import {PriceFeed} from "../src/PriceFeed.sol";
import {SettlementLayer} from "../src/SettlementLayer.sol";
import {Change, ChangeKind, Parameters} from "../src/Types.sol";
import {Network} from "./Network.sol";
import {Vm} from "./Vm.sol";

contract ParametersTest is Network {
    function test_A_deployment_holds_what_it_was_given() public view {
        vm.assertEq(layer.warningBps(), WARNING, "warning");
        vm.assertEq(layer.criticalBps(), CRITICAL, "critical");
        vm.assertEq(layer.gracePeriod(), GRACE, "grace");
        vm.assertEq(layer.maxAge(), MAX_AGE, "max age");
        vm.assertEq(layer.recoveryWindow(), RECOVERY, "recovery window");
        vm.assertEq(layer.settlementGas(), 120_000, "settlement gas");
        vm.assertEq(layer.bountyBps(), BOUNTY, "bounty");
        vm.assertEq(address(layer.token()), address(token), "token");
        vm.assertEq(address(layer.tokenFeed()), address(feed), "token feed");
        vm.assertEq(address(layer.nativeFeed()), address(nativeFeed), "native feed");
        vm.assertEq(layer.treasury(), TREASURY, "treasury");
        bytes32[5] memory roles = [
            layer.DEFAULT_ADMIN_ROLE(),
            layer.REWARDS_ROLE(),
            layer.PENALTY_ROLE(),
            layer.DEMAND_ROLE(),
            layer.PARAMETER_ROLE()
        ];
        for (uint256 i = 0; i < roles.length; i++) {
            vm.assertTrue(layer.hasRole(roles[i], ADMIN), "the admin has all roles");
        }
    }

    function test_A_deployment_announces_its_thresholds_and_grace_period() public {
        vm.recordLogs();
        deploy(address(feed), address(nativeFeed), TREASURY, ADMIN, defaultParameters());
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs[0].topics[0], ThresholdsSet.selector, "thresholds");
        vm.assertEq(keccak256(logs[0].data), keccak256(abi.encode(WARNING, CRITICAL)), "their values");
        vm.assertEq(logs[1].topics[0], GracePeriodSet.selector, "grace period");
        vm.assertEq(keccak256(logs[1].data), keccak256(abi.encode(GRACE)), "its value");
    }

    function test_A_deployment_refuses_what_it_could_not_work_with() public {
        Parameters memory p = defaultParameters();
        PriceFeed fine = new PriceFeed(19, "too fine", address(this));
        vm.expectRevert(abi.encodeWithSelector(E.UnsupportedDecimals.selector, address(fine), 19, 18));
        deploy(address(fine), address(nativeFeed), TREASURY, ADMIN, p);
        vm.expectRevert(abi.encodeWithSelector(E.UnsupportedDecimals.selector, address(fine), 19, 18));
        deploy(address(feed), address(fine), TREASURY, ADMIN, p);
        refuses(E.ZeroAddress.selector);
        deploy(address(feed), address(nativeFeed), address(0), ADMIN, p);
        refuses(E.ZeroAddress.selector);
        deploy(address(feed), address(nativeFeed), TREASURY, address(0), p);
        p.bountyBps = 10_001;
        refuses(E.ValueTooLarge.selector, 10_001, 10_000);
        deploy(address(feed), address(nativeFeed), TREASURY, ADMIN, p);
        p.bountyBps = 10_000;
        p.criticalBps = WARNING;
        refuses(E.ThresholdsInvalid.selector, WARNING, WARNING);
        deploy(address(feed), address(nativeFeed), TREASURY, ADMIN, p);
    }

    function test_A_class_is_added_with_its_requirement_and_demand() public {
        vm.startPrank(ADMIN);
        vm.expectEmit(address(layer));
        emit ClassAdded(2, "a100");
        vm.expectEmit(address(layer));
        emit RequirementSet(2, 50e8);
        vm.expectEmit(address(layer));
        emit DemandSet(2, 12_345);
        layer.addClass("a100", 50e8, 12_345);
        refuses(E.TextLength.selector, 0, 1, 64);
        layer.addClass("", 1, 1);
        vm.stopPrank();
        (string memory name, uint64 base, uint32 demandBps) = layer.classOf(2);
        vm.assertEq(name, "a100", "name");
        vm.assertEq(base, 50e8, "base");
        vm.assertEq(demandBps, 12_345, "demand");
    }

    function test_Requirement_and_demand_move_the_requirement_of_clusters() public {
        (uint256 id,) = register(AT_WARNING);
        vm.assertEq(layer.requirementOf(id), 8 * 100e8 * 10_000, "gpus times base times demand");
        vm.startPrank(ADMIN);
        layer.setDemand(classId, 12_501);
        layer.setRequirement(classId, 100e8 + 1);
        refuses(E.UnknownClass.selector, 2);
        layer.setDemand(2, 1);
        refuses(E.UnknownClass.selector, 0);
        layer.setRequirement(0, 1);
        vm.stopPrank();
        vm.assertEq(layer.requirementOf(id), 8 * (100e8 + 1) * 12_501, "exact, undivided");
    }

    function test_Thresholds_are_ordered_and_above_zero() public {
        vm.startPrank(ADMIN);
        vm.expectEmit(address(layer));
        emit ThresholdsSet(2, 1);
        layer.setThresholds(2, 1);
        refuses(E.ThresholdsInvalid.selector, 2, 2);
        layer.setThresholds(2, 2);
        refuses(E.ThresholdsInvalid.selector, 2, 0);
        layer.setThresholds(2, 0);
        vm.stopPrank();
    }

    function test_New_thresholds_decide_from_then_on() public {
        (uint256 id,) = register(AT_WARNING);
        vm.prank(ADMIN);
        layer.setThresholds(20_000, 15_001);
        layer.flag(id);
        vm.prank(ADMIN);
        layer.setThresholds(20_000, 15_000);
        layer.cure(id);
    }

    function test_A_grace_period_has_a_limit_of_a_year() public {
        vm.startPrank(ADMIN);
        vm.expectEmit(address(layer));
        emit GracePeriodSet(365 days);
        layer.setGracePeriod(365 days);
        refuses(E.ValueTooLarge.selector, 365 days + 1, 365 days);
        layer.setGracePeriod(365 days + 1);
        vm.stopPrank();
    }

    function test_Parameters_need_their_role() public {
        (bytes32 parameter, bytes32 demand) = (layer.PARAMETER_ROLE(), layer.DEMAND_ROLE());
        Change memory change = Change(ChangeKind.GracePeriod, 0, 1, 0);
        bytes[6] memory calls = [
            abi.encodeCall(layer.addClass, ("x", 1, 1)),
            abi.encodeCall(layer.setRequirement, (classId, 1)),
            abi.encodeCall(layer.setThresholds, (2, 1)),
            abi.encodeCall(layer.setGracePeriod, (1)),
            abi.encodeCall(layer.schedule, (change, START * 2)),
            abi.encodeCall(layer.cancel, (1))
        ];
        for (uint256 i = 0; i < calls.length; i++) {
            isRefused(calls[i], parameter);
        }
        isRefused(abi.encodeCall(layer.setDemand, (classId, 1)), demand);
    }

    function isRefused(bytes memory call, bytes32 role) private {
        vm.prank(STRANGER);
        (bool done, bytes memory reason) = address(layer).call(call);
        bytes memory expected =
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, STRANGER, role);
        vm.assertTrue(!done && keccak256(reason) == keccak256(expected), "refused without the role");
    }

    function deploy(address tokenFeed, address native, address treasury, address admin, Parameters memory p) private {
        new SettlementLayer(address(token), tokenFeed, native, treasury, admin, p);
    }
}
