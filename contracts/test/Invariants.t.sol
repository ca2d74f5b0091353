// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cluster} from "../src/Types.sol";
import {Handler} from "./Handler.sol";
import {Network} from "./Network.sol";

/// @notice What holds after any history.
contract InvariantsTest is Network {
    Handler private handler;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 4; i++) {
            (uint32[] memory gpus, uint256[] memory collateral) = oneNode(8, AT_WARNING + i * 200 * UNIT);
            vm.startPrank(OPERATOR);
            uint256 id = layer.registerCluster(classId, "cluster", "", gpus, collateral);
            layer.addNode(id, 2, 300 * UNIT);
            vm.stopPrank();
        }
        handler = new Handler(token, feed, layer, OPERATOR, ADMIN);
        feed.transferOwnership(address(handler));
    }

    /// @notice Foundry calls only the handler.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev One campaign for all, so that each history is asked everything.
    function invariant_The_books_balance_and_no_rule_was_ever_broken() public view {
        everyTokenBelongsToANodeAndTotalsAreSums();
        vm.assertEq(handler.healthyLiquidations(), 0, "liquidations at or above critical");
        vm.assertEq(handler.earlyLiquidations(), 0, "liquidations not past a deadline");
        vm.assertEq(handler.liquidationsWithoutPrice(), 0, "liquidations without a settled price");
        vm.assertEq(handler.exitsBelowWarning(), 0, "exits below warning");
        vm.assertEq(handler.exitsFromTheQueue(), 0, "exits from the queue");
        vm.assertEq(handler.movedDeadlines(), 0, "deadlines moved while queued");
        vm.assertEq(handler.changesAfterLiquidation(), 0, "changes after liquidation");
    }

    function everyTokenBelongsToANodeAndTotalsAreSums() private view {
        uint256 held = 0;
        uint256[5] memory assets;
        uint256[5] memory gpus;
        uint256[5] memory nodes;
        for (uint256 id = 1; id <= layer.nodeCount(); id++) {
            (uint256 clusterId, uint32 nodeGpus, uint256 collateral, uint256 rewards, bool active) = layer.nodeOf(id);
            held += collateral + rewards;
            assets[clusterId] += collateral + rewards;
            gpus[clusterId] += nodeGpus;
            nodes[clusterId] += active ? 1 : 0;
        }
        vm.assertEq(token.balanceOf(address(layer)), held, "held is owed");
        for (uint256 id = 1; id <= layer.clusterCount(); id++) {
            Cluster memory cluster = layer.clusterOf(id);
            vm.assertEq(cluster.collateral + cluster.rewards, assets[id], "assets");
            vm.assertEq(cluster.gpus, gpus[id], "gpus");
            vm.assertEq(cluster.nodes, nodes[id], "nodes");
        }
    }
}
