// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {SettlementErrors as E} from "../src/SettlementErrors.sol";
import {Cluster, QueueState} from "../src/Types.sol";
import {Network} from "./Network.sol";
import {Vm} from "./Vm.sol";

contract AmountsTest is Network {
    function test_Anyone_stakes_into_any_live_node() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        vm.expectEmit(address(layer));
        emit Staked(nodeId, id, STRANGER, 3, AT_WARNING + 3);
        vm.prank(STRANGER);
        layer.stake(nodeId, 3);
        vm.assertEq(assetsOf(id), AT_WARNING + 3, "added");
        vm.startPrank(STRANGER);
        refuses(E.ZeroAmount.selector);
        layer.stake(nodeId, 0);
        refuses(E.UnknownNode.selector, 99);
        layer.stake(99, 1);
        vm.stopPrank();
    }

    function test_Many_stakes_are_paid_in_one_transfer_all_or_none() public {
        (, uint256 a) = register(AT_WARNING);
        (uint256 weak, uint256 b) = flagged(AT_CRITICAL - 4);
        uint256 before = token.balanceOf(address(layer));
        vm.startPrank(STRANGER);
        layer.stakeMany(two(a, b), two(3, 4));
        vm.assertEq(token.balanceOf(address(layer)) - before, 7, "both paid");
        stateIs(weak, QueueState.None, "cured by its share");
        refuses(E.UnknownNode.selector, 99);
        layer.stakeMany(two(a, 99), two(3, 4));
        refuses(E.LengthMismatch.selector, 2, 1);
        layer.stakeMany(two(a, b), one(3));
        vm.stopPrank();
    }

    function test_Collateral_leaves_down_to_warning_and_not_one_base_unit_further() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING + 10);
        uint256 before = token.balanceOf(OPERATOR);
        vm.startPrank(OPERATOR);
        refuses(E.BelowWarning.selector, id);
        layer.unstake(nodeId, 11);
        vm.expectEmit(address(layer));
        emit Unstaked(nodeId, id, 10, AT_WARNING);
        layer.unstake(nodeId, 10);
        vm.assertEq(token.balanceOf(OPERATOR) - before, 10, "paid out");
        refuses(E.ZeroAmount.selector);
        layer.unstake(nodeId, 0);
        vm.expectRevert(abi.encodeWithSelector(E.InsufficientCollateral.selector, nodeId, AT_WARNING, AT_WARNING + 1));
        layer.unstake(nodeId, AT_WARNING + 1);
        vm.stopPrank();
    }

    function test_Rewards_count_as_assets_and_leave_under_the_same_guard() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        credit(nodeId, 5);
        vm.startPrank(OPERATOR);
        layer.unstake(nodeId, 5);
        refuses(E.BelowWarning.selector, id);
        layer.claimRewards(nodeId);
        layer.stake(nodeId, 5);
        vm.expectEmit(address(layer));
        emit RewardsClaimed(nodeId, id, 5, 0);
        layer.claimRewards(nodeId);
        refuses(E.ZeroAmount.selector);
        layer.claimRewards(nodeId);
        vm.stopPrank();
        vm.assertEq(assetsOf(id), AT_WARNING, "back at warning");
    }

    function test_Nothing_leaves_a_queued_cluster_even_when_it_has_recovered() public {
        (uint256 id, uint256 nodeId) = registerWeak(AT_CRITICAL - 1);
        credit(nodeId, 1);
        feed.setAnswer(DOLLAR - 1);
        layer.flag(id);
        feed.setAnswer(10 * DOLLAR);
        stateIs(id, QueueState.Recovered, "recovered, not cured");
        vm.startPrank(OPERATOR);
        refuses(E.ClusterIsQueued.selector, id);
        layer.unstake(nodeId, 1);
        refuses(E.ClusterIsQueued.selector, id);
        layer.claimRewards(nodeId);
        layer.cure(id);
        layer.unstake(nodeId, 1);
        vm.stopPrank();
    }

    function test_Rewards_skip_what_cannot_earn_and_take_only_what_was_credited() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        (, uint256 queuedNode) = flagged(1);
        (uint256 gone, uint256 goneNode) = flagged(1);
        pass(GRACE + 1);
        layer.liquidate(gone);
        vm.startPrank(OPERATOR);
        uint256 removed = layer.addNode(id, 0, 0);
        layer.removeNode(removed);
        vm.stopPrank();
        uint256[] memory nodes = new uint256[](7);
        uint256[] memory amounts = new uint256[](7);
        (nodes[0], nodes[1], nodes[2], nodes[3], nodes[4], nodes[5], nodes[6]) =
        (queuedNode, nodeId, goneNode, removed, 99, 0, nodeId);
        (amounts[0], amounts[1], amounts[2], amounts[3], amounts[4], amounts[5], amounts[6]) =
        (100, 7, 100, 100, 100, 100, 0);
        uint256 before = token.balanceOf(ADMIN);
        vm.recordLogs();
        vm.prank(ADMIN);
        layer.creditRewards(nodes, amounts);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(before - token.balanceOf(ADMIN), 7, "paid for what was credited");
        vm.assertEq(logs.length, 2, "one credit and one transfer");
        vm.assertEq(logs[0].topics[0], RewardsCredited.selector, "the credit");
        vm.assertEq(layer.clusterOf(id).rewards, 7, "credited");
        vm.prank(ADMIN);
        refuses(E.LengthMismatch.selector, 7, 1);
        layer.creditRewards(nodes, one(1));
    }

    function test_A_penalty_takes_rewards_first_then_collateral_then_no_more() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        credit(nodeId, 10);
        vm.startPrank(ADMIN);
        vm.expectEmit(address(layer));
        emit Penalized(nodeId, id, 4, 0, 6, AT_WARNING, "offline");
        layer.penalize(nodeId, 4, "offline");
        vm.expectEmit(address(layer));
        emit Penalized(nodeId, id, 6, 3, 0, AT_WARNING - 3, "offline");
        layer.penalize(nodeId, 9, "offline");
        vm.expectEmit(address(layer));
        emit Penalized(nodeId, id, 0, AT_WARNING - 3, 0, 0, "fraud");
        layer.penalize(nodeId, type(uint256).max, "fraud");
        refuses(E.ZeroAmount.selector);
        layer.penalize(nodeId, 0, "");
        vm.stopPrank();
        vm.assertEq(token.balanceOf(TREASURY), AT_WARNING + 10, "all of it went to the treasury");
        vm.assertEq(assetsOf(id), 0, "nothing left");
    }

    function test_A_penalty_reaches_a_queued_cluster_and_does_not_touch_its_deadline() public {
        (uint256 id, uint256 nodeId) = flagged(100);
        Cluster memory before = layer.clusterOf(id);
        vm.prank(ADMIN);
        layer.penalize(nodeId, 40, "offline");
        Cluster memory cluster = layer.clusterOf(id);
        vm.assertEq(cluster.collateral, 60, "taken");
        vm.assertEq(cluster.deadline, before.deadline, "deadline stays");
    }

    function test_Amounts_above_2_to_the_128_are_held_and_judged_exactly() public {
        uint256 wide = 2 ** 250;
        (uint256 id, uint256 nodeId) = registerWeak(AT_CRITICAL - 1);
        token.mint(STRANGER, wide);
        vm.prank(STRANGER);
        layer.stake(nodeId, wide);
        vm.assertEq(assetsOf(id), wide + AT_CRITICAL - 1, "held");
        // 2^250 tokens' base units at 1 USD of 18 decimals over 800 USD: floor(assets / 800).
        vm.assertEq(layer.ratioOf(id), (wide + AT_CRITICAL - 1) / 800, "ratio");
        feed.setAnswer(2 ** 96 - 1);
        vm.assertEq(layer.ratioOf(id), type(uint256).max, "a ratio beyond 256 bits saturates");
        refuses(E.NotBelowCritical.selector, id);
        layer.flag(id);
        feed.setAnswer(DOLLAR);
        vm.prank(OPERATOR);
        layer.unstake(nodeId, wide - AT_WARNING);
    }

    function test_Roles_are_required() public {
        (, uint256 nodeId) = register(AT_WARNING);
        (bytes32 rewards, bytes32 penalty) = (layer.REWARDS_ROLE(), layer.PENALTY_ROLE());
        vm.startPrank(STRANGER);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, STRANGER, rewards)
        );
        layer.creditRewards(one(nodeId), one(1));
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, STRANGER, penalty)
        );
        layer.penalize(nodeId, 1, "");
        vm.stopPrank();
    }
}
