// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettlementErrors as E} from "../src/SettlementErrors.sol";
import {Change, ChangeKind, ClusterView, QueueState, Registration} from "../src/Types.sol";
import {Network} from "./Network.sol";

contract PriceTest is Network {
    function test_A_price_of_exactly_maxAge_is_fresh_and_one_second_older_is_stale() public {
        (uint256 id,) = register(AT_WARNING);
        feed.setAnswer(DOLLAR);
        passSilently(MAX_AGE);
        vm.assertEq(layer.ratioOf(id), 1.5e18, "fresh");
        passSilently(1);
        refuses(E.PriceStale.selector);
        layer.ratioOf(id);
        refuses(E.PriceStale.selector);
        layer.requiredTokensOf(id);
    }

    function test_A_price_from_the_future_or_without_a_time_is_stale() public {
        (uint256 id,) = register(AT_WARNING);
        feed.setAnswerAt(DOLLAR, block.timestamp + 1);
        refuses(E.PriceStale.selector);
        layer.ratioOf(id);
        vm.warp(MAX_AGE);
        feed.setAnswerAt(DOLLAR, 0);
        refuses(E.PriceStale.selector);
        layer.ratioOf(id);
        feed.setAnswerAt(DOLLAR, 1);
        vm.assertEq(layer.ratioOf(id), 1.5e18, "a time of 1 is a time");
    }

    function test_Zero_negative_and_over_96_bits_are_invalid() public {
        (uint256 id,) = register(AT_WARNING);
        int256[4] memory answers = [int256(0), -1, type(int256).min, 2 ** 96];
        for (uint256 i = 0; i < answers.length; i++) {
            feed.setAnswer(answers[i]);
            refuses(E.PriceInvalid.selector);
            layer.ratioOf(id);
            refuses(E.PriceInvalid.selector);
            layer.requiredTokensOf(id);
            ClusterView memory state = layer.statesOf(one(id))[0];
            vm.assertTrue(!state.ratioKnown && state.ratio == 0, "unknown in the batch");
        }
        feed.setAnswer(2 ** 96 - 1);
        vm.assertEq(layer.ratioOf(id), 1200e18 * uint256(2 ** 96 - 1) / 800 / 1e8, "96 bits are a price");
    }

    function test_A_feed_that_reverts_or_is_gone_counts_as_stale() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        vm.etch(address(feed), hex"60006000fd");
        refuses(E.PriceStale.selector);
        layer.ratioOf(id);
        stateIs(id, QueueState.None, "the queue is still answered");
        vm.etch(address(feed), "");
        refuses(E.PriceStale.selector);
        layer.ratioOf(id);
        layer.touchPrice();
        vm.prank(STRANGER);
        layer.stake(nodeId, 1);
        vm.assertEq(assetsOf(id), AT_WARNING + 1, "staked all the same");
    }

    function test_What_requires_nothing_is_answered_before_the_price_is_read() public {
        vm.prank(OPERATOR);
        uint256 empty = layer.registerCluster(classId, "empty", "", new uint32[](0), new uint256[](0));
        feed.setAnswer(0);
        vm.assertEq(layer.ratioOf(empty), type(uint256).max, "no ratio to speak of");
        vm.assertEq(layer.requiredTokensOf(empty), 0, "no tokens required");
        vm.assertEq(layer.requirementOf(empty), 0, "no requirement");
        ClusterView memory state = layer.statesOf(one(empty))[0];
        vm.assertTrue(state.ratioKnown && state.ratio == type(uint256).max, "the same in the batch");
    }

    function test_Without_a_price_the_requirement_and_the_queue_are_still_answered() public {
        (uint256 id,) = flagged(1);
        feed.setAnswer(-1);
        vm.assertEq(layer.requirementOf(id), 8e14, "800 USD");
        stateIs(id, QueueState.Grace, "grace runs on");
        passSilently(GRACE + 1);
        stateIs(id, QueueState.Blocked, "blocked past the deadline");
    }

    function test_A_stake_without_a_price_is_kept_and_does_not_cure() public {
        (uint256 id, uint256 nodeId) = flagged(1);
        passSilently(MAX_AGE + 1);
        vm.prank(STRANGER);
        layer.stake(nodeId, AT_WARNING);
        vm.assertEq(assetsOf(id), AT_WARNING + 1, "staked");
        stateIs(id, QueueState.Blocked, "not cured");
        refuses(E.PriceStale.selector);
        layer.cure(id);
        feed.setAnswer(DOLLAR);
        layer.cure(id);
        stateIs(id, QueueState.None, "cured once the price is back");
    }

    function test_Without_a_price_nobody_is_flagged_and_nothing_leaves() public {
        (uint256 id, uint256 nodeId) = register(2 * AT_WARNING);
        feed.setAnswer(0);
        refuses(E.PriceInvalid.selector);
        layer.flag(id);
        vm.prank(OPERATOR);
        refuses(E.PriceInvalid.selector);
        layer.unstake(nodeId, 1);
        feed.setAnswer(DOLLAR);
        passSilently(MAX_AGE + 1);
        refuses(E.PriceStale.selector);
        layer.flag(id);
        vm.prank(OPERATOR);
        refuses(E.PriceStale.selector);
        layer.unstake(nodeId, 1);
    }

    function test_The_deadline_runs_on_through_an_outage_and_liquidation_waits_for_the_recovery_window() public {
        (uint256 id,) = flagged(1);
        (,, uint64 deadline) = layer.queueOf(id);
        passSilently(10 * MAX_AGE);
        refuses(E.PriceStale.selector);
        layer.liquidate(id);

        feed.setAnswer(DOLLAR);
        uint256 resumed = block.timestamp;
        vm.expectEmit(address(layer));
        emit PriceResumed(resumed);
        layer.touchPrice();
        vm.assertEq(layer.freshSince(), resumed, "fresh since now");
        stateIs(id, QueueState.Blocked, "inside the window");

        vm.warp(resumed + RECOVERY - 1);
        stateIs(id, QueueState.Blocked, "one second before its end");
        refuses(E.PriceRecovering.selector, resumed + RECOVERY);
        layer.liquidate(id);
        (,, uint64 deadlineAfter) = layer.queueOf(id);
        vm.assertEq(deadlineAfter, deadline, "the deadline did not move");

        vm.warp(resumed + RECOVERY);
        stateIs(id, QueueState.Due, "at its end");
        layer.liquidate(id);
        stateIs(id, QueueState.Liquidated, "gone");
    }

    function test_A_liquidation_that_is_first_to_see_the_price_again_is_refused() public {
        (uint256 id,) = flagged(1);
        passSilently(10 * MAX_AGE);
        feed.setAnswer(DOLLAR);
        refuses(E.PriceRecovering.selector, block.timestamp + RECOVERY);
        layer.liquidate(id);
    }

    function test_A_batch_that_is_first_to_see_the_price_again_starts_the_window() public {
        (uint256 id,) = flagged(1);
        passSilently(10 * MAX_AGE);
        feed.setAnswer(DOLLAR);
        layer.liquidateMany(one(id));
        stateIs(id, QueueState.Blocked, "spared");
        vm.assertEq(layer.freshSince(), block.timestamp, "the window has begun");
    }

    function test_A_gap_of_exactly_maxAge_is_no_outage_and_one_second_more_is() public {
        uint256 since = layer.freshSince();
        passSilently(MAX_AGE);
        feed.setAnswer(DOLLAR);
        layer.touchPrice();
        vm.assertEq(layer.freshSince(), since, "no outage");
        passSilently(MAX_AGE + 1);
        feed.setAnswer(DOLLAR);
        layer.touchPrice();
        vm.assertEq(layer.freshSince(), block.timestamp, "an outage");
        vm.assertEq(layer.lastUpdatedAt(), block.timestamp, "seen");
    }

    function test_An_answer_that_is_no_price_is_not_remembered() public {
        uint256 seen = layer.lastUpdatedAt();
        passSilently(10);
        feed.setAnswer(0);
        layer.touchPrice();
        vm.assertEq(layer.lastUpdatedAt(), seen, "an invalid answer is not a sight of the price");
        feed.setAnswerAt(DOLLAR, block.timestamp - MAX_AGE - 1);
        layer.touchPrice();
        vm.assertEq(layer.lastUpdatedAt(), seen, "nor is a stale one");
    }

    /// @notice Every state-changing call notes the price: each is made as the first one after an outage.
    function test_Every_state_changing_call_touches_the_price() public {
        (uint256 id, uint256 nodeId) = register(10 * AT_WARNING);
        Change memory change = Change(ChangeKind.GracePeriod, 0, GRACE, 0);
        bytes[12] memory byAdmin = [
            abi.encodeCall(layer.addClass, ("a100", 1, 1)),
            abi.encodeCall(layer.setRequirement, (classId, 100e8)),
            abi.encodeCall(layer.setDemand, (classId, 10_000)),
            abi.encodeCall(layer.setThresholds, (WARNING, CRITICAL)),
            abi.encodeCall(layer.setGracePeriod, (GRACE)),
            abi.encodeCall(layer.creditRewards, (one(nodeId), one(5))),
            abi.encodeCall(layer.penalize, (nodeId, 1, bytes32(0))),
            abi.encodeCall(layer.stakeMany, (one(nodeId), one(1))),
            abi.encodeCall(layer.schedule, (change, type(uint64).max)),
            abi.encodeCall(layer.cancel, (1)),
            abi.encodeCall(layer.schedule, (change, START + 1 days)),
            abi.encodeCall(layer.registerClusters, (new Registration[](0)))
        ];
        for (uint256 i = 0; i < byAdmin.length; i++) {
            callAfterOutage(ADMIN, byAdmin[i]);
        }
        (uint32[] memory gpus, uint256[] memory collateral) = oneNode(1, AT_WARNING);
        bytes[8] memory byOperator = [
            abi.encodeCall(layer.registerCluster, (classId, "beta", "", gpus, collateral)),
            abi.encodeCall(layer.addNode, (id, 1, AT_WARNING)),
            abi.encodeCall(layer.addNodes, (id, gpus, collateral)),
            abi.encodeCall(layer.stake, (nodeId, 1)),
            abi.encodeCall(layer.unstake, (nodeId, 1)),
            abi.encodeCall(layer.claimRewards, (nodeId)),
            abi.encodeCall(layer.moveNode, (nodeId + 2, id + 1)),
            abi.encodeCall(layer.removeNode, (nodeId + 3))
        ];
        for (uint256 i = 0; i < byOperator.length; i++) {
            callAfterOutage(OPERATOR, byOperator[i]);
        }
        vm.warp(START + 1 days);
        callAfterOutage(KEEPER, abi.encodeCall(layer.applyChange, (2)));
        callAfterOutage(KEEPER, abi.encodeCall(layer.touchPrice, ()));
        (uint256 weak,) = registerWeak(1);
        callAfterOutage(KEEPER, abi.encodeCall(layer.flag, (weak)));
        setDemand(0);
        callAfterOutage(KEEPER, abi.encodeCall(layer.cure, (weak)));
        callAfterOutage(KEEPER, abi.encodeCall(layer.flagMany, (one(id))));
        callAfterOutage(KEEPER, abi.encodeCall(layer.liquidateMany, (one(id))));
    }

    function callAfterOutage(address caller, bytes memory call) private {
        passSilently(2 * MAX_AGE);
        feed.setAnswer(DOLLAR);
        vm.prank(caller);
        (bool done,) = address(layer).call(call);
        vm.assertTrue(done, "the call succeeds");
        vm.assertEq(layer.freshSince(), block.timestamp, "the call noted the price");
    }
}
