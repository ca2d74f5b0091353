// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettlementErrors as E} from "../src/SettlementErrors.sol";
import {Cluster, QueueState} from "../src/Types.sol";
import {Network} from "./Network.sol";

contract QueueTest is Network {
    function test_One_base_unit_below_critical_can_be_flagged() public {
        (uint256 id,) = registerWeak(AT_CRITICAL - 1);
        vm.expectEmit(address(layer));
        emit Flagged(id, KEEPER, block.timestamp, block.timestamp + GRACE);
        vm.prank(KEEPER);
        layer.flag(id);
        (, uint64 flaggedAt, uint64 deadline) = layer.queueOf(id);
        vm.assertEq(flaggedAt, block.timestamp, "flagged now");
        vm.assertEq(deadline, block.timestamp + GRACE, "deadline is absolute");
        stateIs(id, QueueState.Grace, "in grace");
    }

    function test_Exactly_at_critical_cannot_be_flagged() public {
        (uint256 id,) = registerWeak(AT_CRITICAL);
        refuses(E.NotBelowCritical.selector, id);
        layer.flag(id);
        stateIs(id, QueueState.None, "not queued");
    }

    function test_A_cluster_is_flagged_once() public {
        (uint256 id,) = flagged(1);
        refuses(E.ClusterIsQueued.selector, id);
        layer.flag(id);
    }

    function test_Unknown_clusters_cannot_be_flagged_cured_or_liquidated() public {
        refuses(E.UnknownCluster.selector, 99);
        layer.flag(99);
        refuses(E.UnknownCluster.selector, 99);
        layer.cure(99);
        refuses(E.UnknownCluster.selector, 99);
        layer.liquidate(99);
    }

    function test_A_cluster_without_requirement_is_never_flagged() public {
        (uint256 id,) = registerWeak(0);
        vm.prank(ADMIN);
        layer.setDemand(classId, 0);
        refuses(E.NotBelowCritical.selector, id);
        layer.flag(id);
    }

    function test_At_the_deadline_the_cluster_is_still_protected() public {
        (uint256 id,) = flagged(AT_CRITICAL - 1);
        pass(GRACE);
        stateIs(id, QueueState.Grace, "at the deadline");
        refuses(E.GraceNotOver.selector, id, block.timestamp);
        layer.liquidate(id);
    }

    function test_One_second_past_the_deadline_it_is_liquidated_for_treasury_and_bounty() public {
        (uint256 id, uint256 nodeId) = flagged(AT_CRITICAL - 1);
        pass(GRACE + 1);
        stateIs(id, QueueState.Due, "past the deadline");
        uint256 keeperBefore = token.balanceOf(KEEPER);
        uint256 seized = AT_CRITICAL - 1;
        uint256 bounty = seized * BOUNTY / 10_000;
        vm.expectEmit(address(layer));
        emit Liquidated(id, KEEPER, seized, bounty);
        vm.prank(KEEPER);
        layer.liquidate(id);
        vm.assertEq(token.balanceOf(KEEPER) - keeperBefore, bounty, "bounty");
        vm.assertEq(token.balanceOf(TREASURY), seized - bounty, "treasury");
        vm.assertEq(token.balanceOf(address(layer)), 0, "nothing left");
        (, uint32 gpus, uint256 collateral, uint256 rewards, bool active) = layer.nodeOf(nodeId);
        vm.assertTrue(!active && gpus == 0 && collateral == 0 && rewards == 0, "node is inactive and empty");
    }

    function test_Liquidation_takes_rewards_too() public {
        (uint256 id, uint256 nodeId) = registerWeak(500 * UNIT);
        credit(nodeId, 100 * UNIT);
        layer.flag(id);
        pass(GRACE + 1);
        vm.prank(KEEPER);
        layer.liquidate(id);
        vm.assertEq(token.balanceOf(TREASURY), 570 * UNIT, "collateral and rewards less 5 %");
    }

    function test_Liquidation_is_final_and_keeps_its_times() public {
        (uint256 id, uint256 nodeId) = flagged(500 * UNIT);
        uint256 deadline = block.timestamp + GRACE;
        pass(GRACE + 1);
        layer.liquidate(id);
        stateIs(id, QueueState.Liquidated, "final");
        Cluster memory cluster = layer.clusterOf(id);
        vm.assertEq(cluster.deadline, deadline, "deadline stays readable");
        vm.assertEq(cluster.nodes + cluster.gpus + cluster.collateral + cluster.rewards, 0, "emptied");
        vm.assertEq(layer.requirementOf(id), 0, "requires nothing");

        refuses(E.ClusterIsLiquidated.selector, id);
        layer.flag(id);
        refuses(E.ClusterIsLiquidated.selector, id);
        layer.cure(id);
        refuses(E.ClusterIsLiquidated.selector, id);
        layer.liquidate(id);
        refuses(E.NodeInactive.selector, nodeId);
        layer.stake(nodeId, 1);
        vm.startPrank(OPERATOR);
        refuses(E.NodeInactive.selector, nodeId);
        layer.unstake(nodeId, 1);
        refuses(E.ClusterIsLiquidated.selector, id);
        layer.addNode(id, 1, AT_WARNING);
        vm.stopPrank();
        vm.prank(ADMIN);
        refuses(E.NodeInactive.selector, nodeId);
        layer.penalize(nodeId, 1, "late");
    }

    function test_A_cluster_that_is_not_queued_is_not_liquidated_however_weak() public {
        (uint256 id,) = registerWeak(1);
        refuses(E.ClusterNotQueued.selector, id);
        layer.liquidate(id);
    }

    function test_At_critical_past_the_deadline_it_is_recovered_not_due() public {
        (uint256 id,) = flagged(AT_CRITICAL / 2);
        pass(GRACE + 1);
        feed.setAnswer(2 * DOLLAR);
        stateIs(id, QueueState.Recovered, "exactly at critical");
        refuses(E.NotBelowCritical.selector, id);
        layer.liquidate(id);
        feed.setAnswer(2 * DOLLAR - 1);
        stateIs(id, QueueState.Due, "one feed unit below");
    }

    function test_Anyone_cures_at_critical_even_past_the_deadline() public {
        (uint256 id,) = flagged(AT_CRITICAL / 2);
        pass(GRACE + 1);
        feed.setAnswer(2 * DOLLAR);
        vm.expectEmit(address(layer));
        emit Cured(id, STRANGER);
        vm.prank(STRANGER);
        layer.cure(id);
        (QueueState state, uint64 flaggedAt, uint64 deadline) = layer.queueOf(id);
        vm.assertEq(uint256(state) + flaggedAt + deadline, 0, "out of the queue");
    }

    function test_One_feed_unit_below_critical_there_is_no_cure() public {
        (uint256 id,) = flagged(AT_CRITICAL / 2);
        feed.setAnswer(2 * DOLLAR - 1);
        refuses(E.BelowCritical.selector, id);
        layer.cure(id);
    }

    function test_A_cluster_that_is_not_queued_cannot_be_cured() public {
        (uint256 id,) = register(AT_WARNING);
        refuses(E.ClusterNotQueued.selector, id);
        layer.cure(id);
    }

    function test_A_stake_up_to_critical_cures_at_once() public {
        (uint256 id, uint256 nodeId) = flagged(AT_CRITICAL - 10);
        vm.prank(STRANGER);
        layer.stake(nodeId, 9);
        stateIs(id, QueueState.Grace, "one short");
        vm.expectEmit(address(layer));
        emit Staked(nodeId, id, STRANGER, 1, AT_CRITICAL);
        vm.expectEmit(address(layer));
        emit Cured(id, STRANGER);
        vm.prank(STRANGER);
        layer.stake(nodeId, 1);
        stateIs(id, QueueState.None, "cured");
    }

    function test_A_top_up_that_stays_short_does_not_move_the_deadline() public {
        (uint256 id, uint256 nodeId) = flagged(AT_CRITICAL - 10);
        (, uint64 flaggedAt, uint64 deadline) = layer.queueOf(id);
        pass(30);
        vm.prank(STRANGER);
        layer.stake(nodeId, 9);
        (, uint64 flaggedAfter, uint64 deadlineAfter) = layer.queueOf(id);
        vm.assertEq(flaggedAfter, flaggedAt, "flag stays");
        vm.assertEq(deadlineAfter, deadline, "deadline stays");
        pass(31);
        stateIs(id, QueueState.Due, "due on the first deadline");
    }

    function test_A_later_grace_period_does_not_move_the_deadline() public {
        (uint256 id,) = flagged(1);
        (,, uint64 deadline) = layer.queueOf(id);
        vm.prank(ADMIN);
        layer.setGracePeriod(1 days);
        (,, uint64 deadlineAfter) = layer.queueOf(id);
        vm.assertEq(deadlineAfter, deadline, "deadline stays");
        pass(GRACE + 1);
        layer.liquidate(id);
    }

    function test_A_second_flag_after_a_cure_starts_a_new_period() public {
        (uint256 id, uint256 nodeId) = flagged(AT_CRITICAL - 1);
        pass(50);
        vm.prank(OPERATOR);
        layer.stake(nodeId, 1);
        feed.setAnswer(DOLLAR - 1);
        layer.flag(id);
        (, uint64 flaggedAt, uint64 deadline) = layer.queueOf(id);
        vm.assertEq(flaggedAt, block.timestamp, "flagged again");
        vm.assertEq(deadline, block.timestamp + GRACE, "a whole period");
    }

    function test_A_requirement_of_zero_recovers_without_any_price() public {
        (uint256 id,) = flagged(1);
        vm.prank(ADMIN);
        layer.setRequirement(classId, 0);
        passSilently(GRACE + MAX_AGE);
        stateIs(id, QueueState.Recovered, "nothing is required");
        layer.cure(id);
        stateIs(id, QueueState.None, "cured");
    }

    function test_Flagging_many_skips_what_cannot_be_flagged() public {
        (uint256 weak,) = registerWeak(AT_CRITICAL - 1);
        (uint256 healthy,) = register(AT_WARNING);
        (uint256 queued,) = flagged(1);
        uint256[] memory ids = new uint256[](5);
        (ids[0], ids[1], ids[2], ids[3], ids[4]) = (healthy, 99, queued, weak, weak);
        vm.recordLogs();
        layer.flagMany(ids);
        vm.assertEq(vm.getRecordedLogs().length, 1, "one flag");
        stateIs(weak, QueueState.Grace, "flagged");
        stateIs(healthy, QueueState.None, "skipped");
        passSilently(MAX_AGE + 1);
        layer.flagMany(ids);
    }

    function test_Liquidating_many_skips_what_is_not_due_and_pays_once() public {
        (uint256 a,) = flagged(100 * UNIT);
        (uint256 b,) = flagged(200 * UNIT);
        (uint256 healthy,) = register(AT_WARNING);
        pass(GRACE + 1);
        (uint256 fresh,) = flagged(300 * UNIT);
        uint256[] memory ids = new uint256[](6);
        (ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]) = (healthy, a, fresh, 99, b, a);
        uint256 keeperBefore = token.balanceOf(KEEPER);
        vm.prank(KEEPER);
        layer.liquidateMany(ids);
        vm.assertEq(token.balanceOf(KEEPER) - keeperBefore, 15 * UNIT, "both bounties");
        vm.assertEq(token.balanceOf(TREASURY), 285 * UNIT, "the rest");
        stateIs(fresh, QueueState.Grace, "still in grace");
        stateIs(healthy, QueueState.None, "untouched");
    }
}
