// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettlementErrors as E} from "../src/SettlementErrors.sol";
import {Cluster, Registration} from "../src/Types.sol";
import {Network} from "./Network.sol";

contract ClustersTest is Network {
    function test_Registering_announces_the_cluster_and_each_node_with_its_stake() public {
        (uint32[] memory gpus, uint256[] memory collateral) = twoNodes(4, AT_WARNING, 0, 0);
        vm.expectEmit(address(layer));
        emit ClusterRegistered(1, OPERATOR, classId, "alpha", "eu-west");
        vm.expectEmit(address(layer));
        emit NodeAdded(1, 1, 4);
        vm.expectEmit(address(layer));
        emit Staked(1, 1, OPERATOR, AT_WARNING, AT_WARNING);
        vm.expectEmit(address(layer));
        emit NodeAdded(2, 1, 0);
        vm.prank(OPERATOR);
        layer.registerCluster(classId, "alpha", "eu-west", gpus, collateral);

        Cluster memory cluster = layer.clusterOf(1);
        vm.assertEq(cluster.operator, OPERATOR, "operator");
        vm.assertEq(cluster.classId, classId, "class");
        vm.assertEq(cluster.gpus, 4, "gpus");
        vm.assertEq(cluster.nodes, 2, "nodes");
        vm.assertEq(cluster.collateral, AT_WARNING, "collateral");
        vm.assertEq(cluster.name, "alpha", "name");
        vm.assertEq(cluster.region, "eu-west", "region");
        vm.assertEq(token.balanceOf(address(layer)), AT_WARNING, "paid in");
    }

    function test_A_cluster_registers_at_warning_and_not_one_base_unit_below() public {
        register(AT_WARNING);
        (uint32[] memory gpus, uint256[] memory collateral) = oneNode(8, AT_WARNING - 1);
        vm.prank(OPERATOR);
        refuses(E.BelowWarning.selector, 2);
        layer.registerCluster(classId, "alpha", "eu-west", gpus, collateral);
    }

    function test_Names_have_1_to_64_bytes_and_regions_up_to_64() public {
        string memory longest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        string memory tooLong = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefX";
        registerEmpty(longest, longest);
        registerEmpty("a", "");
        refuses(E.TextLength.selector, 0, 1, 64);
        registerEmpty("", "");
        refuses(E.TextLength.selector, 65, 1, 64);
        registerEmpty(tooLong, "");
        refuses(E.TextLength.selector, 65, 0, 64);
        registerEmpty("a", tooLong);
    }

    function test_A_class_must_exist_and_lists_must_match() public {
        refuses(E.UnknownClass.selector, 0);
        layer.registerCluster(0, "a", "", new uint32[](0), new uint256[](0));
        refuses(E.UnknownClass.selector, 2);
        layer.registerCluster(2, "a", "", new uint32[](0), new uint256[](0));
        refuses(E.LengthMismatch.selector, 1, 0);
        layer.registerCluster(classId, "a", "", new uint32[](1), new uint256[](0));
    }

    function test_Many_clusters_register_in_one_call() public {
        (uint32[] memory gpus, uint256[] memory collateral) = oneNode(8, AT_WARNING);
        Registration[] memory registrations = new Registration[](2);
        registrations[0] = Registration(classId, "one", "us", gpus, collateral);
        registrations[1] = Registration(classId, "two", "eu", gpus, collateral);
        vm.prank(OPERATOR);
        uint256[] memory ids = layer.registerClusters(registrations);
        vm.assertEq(ids[1], 2, "second id");
        vm.assertEq(layer.clusterCount(), 2, "two clusters");
        vm.assertEq(layer.clusterOf(2).name, "two", "second name");
        vm.assertEq(assetsOf(1) + assetsOf(2), token.balanceOf(address(layer)), "both paid in");
    }

    function test_Nodes_are_added_while_the_cluster_stays_at_warning() public {
        (uint256 id,) = register(AT_WARNING);
        vm.startPrank(OPERATOR);
        refuses(E.BelowWarning.selector, id);
        layer.addNode(id, 1, 150 * UNIT - 1);
        layer.addNode(id, 1, 150 * UNIT);
        (uint32[] memory gpus, uint256[] memory collateral) = twoNodes(2, 0, 1, 450 * UNIT - 1);
        refuses(E.BelowWarning.selector, id);
        layer.addNodes(id, gpus, collateral);
        collateral[1] += 1;
        layer.addNodes(id, gpus, collateral);
        vm.stopPrank();
        Cluster memory cluster = layer.clusterOf(id);
        vm.assertEq(cluster.gpus, 12, "gpus");
        vm.assertEq(cluster.nodes, 4, "nodes");
        vm.assertEq(layer.ratioOf(id), 1.5e18, "at warning");
    }

    function test_A_removed_node_returns_its_collateral_and_rewards() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        credit(nodeId, 7);
        uint256 before = token.balanceOf(OPERATOR);
        vm.expectEmit(address(layer));
        emit NodeRemoved(nodeId, id, AT_WARNING + 7);
        vm.prank(OPERATOR);
        layer.removeNode(nodeId);
        vm.assertEq(token.balanceOf(OPERATOR) - before, AT_WARNING + 7, "returned");
        vm.assertEq(layer.ratioOf(id), type(uint256).max, "empty");
        refuses(E.NodeInactive.selector, nodeId);
        layer.stake(nodeId, 1);
        vm.prank(OPERATOR);
        refuses(E.NodeInactive.selector, nodeId);
        layer.removeNode(nodeId);
    }

    function test_A_node_is_removed_only_if_the_rest_stays_at_warning() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        vm.startPrank(OPERATOR);
        uint256 idle = layer.addNode(id, 0, 5);
        uint256 second = layer.addNode(id, 8, AT_WARNING);
        layer.unstake(nodeId, 5);
        refuses(E.BelowWarning.selector, id);
        layer.removeNode(idle);
        layer.stake(nodeId, 5);
        layer.removeNode(idle);
        vm.assertEq(layer.ratioOf(id), 1.5e18, "exactly at warning");
        layer.removeNode(second);
        layer.removeNode(nodeId);
        vm.stopPrank();
    }

    function test_Only_the_operator_changes_a_cluster() public {
        (uint256 id, uint256 nodeId) = register(2 * AT_WARNING);
        credit(nodeId, 1);
        (uint32[] memory gpus, uint256[] memory collateral) = oneNode(1, AT_WARNING);
        bytes[6] memory calls = [
            abi.encodeCall(layer.addNode, (id, 0, 1)),
            abi.encodeCall(layer.addNodes, (id, gpus, collateral)),
            abi.encodeCall(layer.removeNode, (nodeId)),
            abi.encodeCall(layer.moveNode, (nodeId, id)),
            abi.encodeCall(layer.unstake, (nodeId, 1)),
            abi.encodeCall(layer.claimRewards, (nodeId))
        ];
        for (uint256 i = 0; i < calls.length; i++) {
            vm.prank(STRANGER);
            (bool done, bytes memory reason) = address(layer).call(calls[i]);
            bytes memory expected = abi.encodeWithSelector(E.NotOperator.selector, id, STRANGER);
            vm.assertTrue(!done && keccak256(reason) == keccak256(expected), "refused to a stranger");
        }
    }

    function test_A_move_carries_everything_a_node_holds() public {
        (uint256 from, uint256 nodeId) = register(AT_WARNING);
        (uint256 to,) = register(AT_WARNING);
        credit(nodeId, 5);
        vm.expectEmit(address(layer));
        emit NodeMoved(nodeId, from, to);
        vm.prank(OPERATOR);
        layer.moveNode(nodeId, to);
        (uint256 clusterId, uint32 gpus, uint256 collateral, uint256 rewards, bool active) = layer.nodeOf(nodeId);
        vm.assertTrue(clusterId == to && gpus == 8 && active, "moved");
        vm.assertEq(collateral + rewards, AT_WARNING + 5, "with its assets");
        vm.assertEq(assetsOf(from), 0, "donor is empty");
        vm.assertEq(assetsOf(to), 2 * AT_WARNING + 5, "receiver has both");
        vm.assertEq(layer.clusterOf(to).gpus, 16, "receiver has the GPUs");
        vm.assertEq(layer.clusterOf(to).rewards, 5, "receiver has the rewards");
    }

    function test_Moves_stay_within_one_operator_one_class_and_two_clusters() public {
        (uint256 id, uint256 nodeId) = register(AT_WARNING);
        vm.prank(ADMIN);
        uint256 other = layer.addClass("a100", 1, 1);
        vm.prank(STRANGER);
        uint256 foreign = layer.registerCluster(classId, "x", "", new uint32[](0), new uint256[](0));
        vm.startPrank(OPERATOR);
        uint256 otherClass = layer.registerCluster(other, "y", "", new uint32[](0), new uint256[](0));
        refuses(E.SameCluster.selector, id);
        layer.moveNode(nodeId, id);
        refuses(E.ClassMismatch.selector, classId, other);
        layer.moveNode(nodeId, otherClass);
        vm.expectRevert(abi.encodeWithSelector(E.NotOperator.selector, foreign, OPERATOR));
        layer.moveNode(nodeId, foreign);
        refuses(E.UnknownCluster.selector, 99);
        layer.moveNode(nodeId, 99);
        vm.stopPrank();
    }

    function test_The_receiver_of_a_move_must_be_at_warning() public {
        (, uint256 nodeId) = registerWeak(AT_WARNING - 1);
        (uint256 to,) = register(AT_WARNING);
        vm.startPrank(OPERATOR);
        refuses(E.BelowWarning.selector, to);
        layer.moveNode(nodeId, to);
        layer.stake(nodeId, 1);
        layer.moveNode(nodeId, to);
        vm.stopPrank();
        vm.assertEq(layer.ratioOf(to), 1.5e18, "exactly at warning");
    }

    function test_A_donor_may_stay_below_warning_only_if_its_ratio_rises() public {
        // Two nodes of 4 GPUs each with 500: the donor is at 1.25. Moving either leaves the ratio as it was.
        setDemand(0);
        (uint32[] memory gpus, uint256[] memory collateral) = twoNodes(4, 500 * UNIT, 4, 500 * UNIT);
        vm.prank(OPERATOR);
        uint256 from = layer.registerCluster(classId, "donor", "", gpus, collateral);
        setDemand(10_000);
        (uint256 to, uint256 rich) = register(4 * AT_WARNING);
        vm.startPrank(OPERATOR);
        refuses(E.BelowWarning.selector, from);
        layer.moveNode(1, to);

        layer.stake(2, 1);
        layer.moveNode(1, to);
        vm.assertTrue(layer.ratioOf(from) < 1.5e18, "the donor is better, and still below warning");

        refuses(E.BelowWarning.selector, to);
        layer.moveNode(rich, from);
        vm.stopPrank();
    }

    function test_A_move_that_lowers_the_donor_needs_it_at_warning() public {
        (uint256 from, uint256 nodeId) = register(AT_WARNING);
        (uint256 to,) = register(AT_WARNING);
        vm.startPrank(OPERATOR);
        uint256 spare = layer.addNode(from, 0, 10);
        layer.moveNode(spare, to);
        vm.assertEq(layer.ratioOf(from), 1.5e18, "exactly at warning is enough");
        uint256 small = layer.addNode(from, 0, 1);
        layer.unstake(nodeId, 1);
        refuses(E.BelowWarning.selector, from);
        layer.moveNode(small, to);
        vm.stopPrank();
    }

    function test_Neither_end_of_a_move_may_be_queued() public {
        setDemand(0);
        (uint32[] memory gpus, uint256[] memory collateral) = twoNodes(4, 0, 4, 100 * UNIT);
        vm.prank(OPERATOR);
        uint256 queued = layer.registerCluster(classId, "queued", "", gpus, collateral);
        setDemand(10_000);
        (uint256 rich, uint256 richNode) = register(9 * AT_WARNING);
        layer.flag(queued);
        vm.startPrank(OPERATOR);
        refuses(E.ClusterIsQueued.selector, queued);
        layer.moveNode(1, rich);
        refuses(E.ClusterIsQueued.selector, queued);
        layer.moveNode(richNode, queued);
        refuses(E.ClusterIsQueued.selector, queued);
        layer.addNode(queued, 0, 9 * AT_WARNING);
        refuses(E.ClusterIsQueued.selector, queued);
        layer.removeNode(1);
        vm.stopPrank();
    }

    function registerEmpty(string memory name, string memory region) private {
        layer.registerCluster(classId, name, region, new uint32[](0), new uint256[](0));
    }

    function twoNodes(uint32 gpusA, uint256 a, uint32 gpusB, uint256 b)
        private
        pure
        returns (uint32[] memory gpus, uint256[] memory collateral)
    {
        gpus = new uint32[](2);
        (gpus[0], gpus[1]) = (gpusA, gpusB);
        collateral = two(a, b);
    }
}
