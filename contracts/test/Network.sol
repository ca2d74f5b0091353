// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DemoToken} from "../src/DemoToken.sol";
import {PriceFeed} from "../src/PriceFeed.sol";
import {SettlementEvents} from "../src/SettlementEvents.sol";
import {SettlementLayer} from "../src/SettlementLayer.sol";
import {Cluster, Parameters, QueueState} from "../src/Types.sol";
import {Tests} from "./Vm.sol";

/// @notice A deployed network with round numbers: 8 GPUs at 100 USD and demand 1.0 require 800 USD, and a token costs
/// 1 USD, so the lines are at 1 200 (warning, 1.5) and 960 (critical, 1.2) tokens.
abstract contract Network is Tests, SettlementEvents {
    uint256 internal constant UNIT = 1e18;
    int256 internal constant DOLLAR = 1e8;
    uint32 internal constant WARNING = 15_000;
    uint32 internal constant CRITICAL = 12_000;
    uint64 internal constant GRACE = 60;
    uint64 internal constant MAX_AGE = 60;
    uint64 internal constant RECOVERY = 20;
    uint32 internal constant BOUNTY = 500;
    uint64 internal constant START = 1_700_000_000;
    uint256 internal constant AT_WARNING = 1_200 * UNIT;
    uint256 internal constant AT_CRITICAL = 960 * UNIT;

    address internal constant ADMIN = address(0xAD);
    address internal constant TREASURY = address(0x7E);
    address internal constant OPERATOR = address(0x0A);
    address internal constant STRANGER = address(0x0B);
    address internal constant KEEPER = address(0x0C);

    DemoToken internal token;
    PriceFeed internal feed;
    PriceFeed internal nativeFeed;
    SettlementLayer internal layer;
    uint256 internal classId;

    function setUp() public virtual {
        vm.warp(START);
        token = new DemoToken(address(this));
        feed = new PriceFeed(8, "GRID / USD", address(this));
        nativeFeed = new PriceFeed(8, "ETH / USD", address(this));
        layer = new SettlementLayer(
            address(token), address(feed), address(nativeFeed), TREASURY, ADMIN, defaultParameters()
        );
        feed.setAnswer(DOLLAR);
        fund(OPERATOR);
        fund(STRANGER);
        fund(KEEPER);
        fund(ADMIN);
        vm.prank(ADMIN);
        classId = layer.addClass("h100", 100e8, 10_000);
        pass(RECOVERY);
    }

    function defaultParameters() internal pure returns (Parameters memory) {
        return Parameters(WARNING, CRITICAL, GRACE, MAX_AGE, RECOVERY, 120_000, BOUNTY);
    }

    function fund(address account) internal {
        token.mint(account, 1e30);
        vm.prank(account);
        token.approve(address(layer), type(uint256).max);
    }

    /// @notice Lets time pass with a price that stays fresh, seen by the layer.
    function pass(uint256 duration) internal {
        (, int256 answer,,,) = feed.latestRoundData();
        while (duration > 0) {
            uint256 step = duration > 30 ? 30 : duration;
            vm.warp(block.timestamp + step);
            feed.setAnswer(answer);
            layer.touchPrice();
            duration -= step;
        }
    }

    /// @notice Lets time pass without a word from the feed.
    function passSilently(uint256 duration) internal {
        vm.warp(block.timestamp + duration);
    }

    /// @notice A cluster of OPERATOR's: one node of 8 GPUs with `collateral`. The node's id equals the count of nodes.
    function register(uint256 collateral) internal returns (uint256 clusterId, uint256 nodeId) {
        (uint32[] memory gpus, uint256[] memory amounts) = oneNode(8, collateral);
        vm.prank(OPERATOR);
        clusterId = layer.registerCluster(classId, "alpha", "eu-west", gpus, amounts);
        nodeId = layer.nodeCount();
    }

    /// @notice A cluster that holds `collateral`, however little: nothing is required of it while it registers.
    function registerWeak(uint256 collateral) internal returns (uint256 clusterId, uint256 nodeId) {
        setDemand(0);
        (clusterId, nodeId) = register(collateral);
        setDemand(10_000);
    }

    function setDemand(uint32 demandBps) internal {
        vm.prank(ADMIN);
        layer.setDemand(classId, demandBps);
    }

    function flagged(uint256 collateral) internal returns (uint256 clusterId, uint256 nodeId) {
        (clusterId, nodeId) = registerWeak(collateral);
        vm.prank(KEEPER);
        layer.flag(clusterId);
    }

    function credit(uint256 nodeId, uint256 amount) internal {
        vm.prank(ADMIN);
        layer.creditRewards(one(nodeId), one(amount));
    }

    function oneNode(uint32 gpus, uint256 collateral) internal pure returns (uint32[] memory g, uint256[] memory c) {
        g = new uint32[](1);
        g[0] = gpus;
        c = one(collateral);
    }

    function one(uint256 a) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = a;
    }

    function two(uint256 a, uint256 b) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function three(uint256 a, uint256 b, uint256 c) internal pure returns (uint256[] memory list) {
        list = new uint256[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }

    function refuses(bytes4 reason) internal {
        vm.expectRevert(abi.encodeWithSelector(reason));
    }

    function refuses(bytes4 reason, uint256 a) internal {
        vm.expectRevert(abi.encodeWithSelector(reason, a));
    }

    function refuses(bytes4 reason, uint256 a, uint256 b) internal {
        vm.expectRevert(abi.encodeWithSelector(reason, a, b));
    }

    function refuses(bytes4 reason, uint256 a, uint256 b, uint256 c) internal {
        vm.expectRevert(abi.encodeWithSelector(reason, a, b, c));
    }

    function stateIs(uint256 clusterId, QueueState expected, string memory what) internal view {
        (QueueState state,,) = layer.queueOf(clusterId);
        vm.assertEq(uint256(state), uint256(expected), what);
        vm.assertTrue(layer.isLiquidatable(clusterId) == (expected == QueueState.Due), "liquidatable is due");
    }

    function assetsOf(uint256 clusterId) internal view returns (uint256) {
        Cluster memory cluster = layer.clusterOf(clusterId);
        return cluster.collateral + cluster.rewards;
    }
}
