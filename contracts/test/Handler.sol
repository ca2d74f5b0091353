// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DemoToken} from "../src/DemoToken.sol";
import {PriceFeed} from "../src/PriceFeed.sol";
import {SettlementLayer} from "../src/SettlementLayer.sol";
import {Cluster} from "../src/Types.sol";
import {BigInt} from "./BigInt.sol";
import {Tests} from "./Vm.sol";

/// @notice Plays everyone on a small network at once and notes what must never be seen. It judges by prices, times and
/// amounts that it reads itself, never by the layer's own verdicts. Calls that the layer refuses change nothing.
contract Handler is Tests {
    using BigInt for uint256;
    using BigInt for uint256[];

    uint256 private constant CLUSTERS = 4;
    uint256 private constant NODES_AT_MOST = 24;

    DemoToken public immutable token;
    PriceFeed public immutable feed;
    SettlementLayer public immutable layer;
    address private immutable _operator;
    address private immutable _admin;

    /// @notice What was seen that must not be, each counted.
    uint256 public healthyLiquidations;
    uint256 public earlyLiquidations;
    uint256 public liquidationsWithoutPrice;
    uint256 public exitsBelowWarning;
    uint256 public exitsFromTheQueue;
    uint256 public movedDeadlines;
    uint256 public changesAfterLiquidation;

    /// @dev The layer's rule on freshness, kept a second time from what the handler sees.
    uint256 private _seenAt;
    uint256 private _freshSince;
    Cluster[] private _before;

    constructor(DemoToken token_, PriceFeed feed_, SettlementLayer layer_, address operator, address admin) {
        (token, feed, layer, _operator, _admin) = (token_, feed_, layer_, operator, admin);
        (_seenAt, _freshSince) = (layer_.lastUpdatedAt(), layer_.freshSince());
    }

    /// @dev Compares every cluster before and after an act.
    modifier watched() {
        for (uint256 id = 1; id <= CLUSTERS; id++) {
            _before.push(layer.clusterOf(id));
        }
        _;
        for (uint256 id = 1; id <= CLUSTERS; id++) {
            compare(_before[id - 1], layer.clusterOf(id));
        }
        delete _before;
    }

    function price(uint256 answer, uint256 kind) external watched {
        kind %= 16;
        int256 value = kind == 0 ? int256(0) : int256(bound(answer, 4e7, 2e8));
        feed.setAnswerAt(value, kind == 1 ? block.timestamp + 5 : block.timestamp);
    }

    function wait(uint256 duration, uint256 kind) external watched {
        vm.warp(block.timestamp + bound(duration, 1, kind % 8 == 0 ? 200 : 25));
        if (kind % 2 == 0) {
            (, int256 answer,,,) = feed.latestRoundData();
            feed.setAnswer(answer);
        }
    }

    function touch() external watched {
        act(address(this), abi.encodeCall(layer.touchPrice, ()));
    }

    function stake(uint256 node, uint256 amount) external watched {
        act(_operator, abi.encodeCall(layer.stake, (pick(node), bound(amount, 1, 400e18))));
    }

    function unstake(uint256 node, uint256 amount) external watched {
        uint256 id = pick(node);
        (uint256 clusterId,, uint256 collateral,,) = layer.nodeOf(id);
        if (collateral == 0) return;
        exit(abi.encodeCall(layer.unstake, (id, bound(amount, 1, collateral))), clusterId, 0);
    }

    function claim(uint256 node) external watched {
        uint256 id = pick(node);
        (uint256 clusterId,,,,) = layer.nodeOf(id);
        exit(abi.encodeCall(layer.claimRewards, (id)), clusterId, 0);
    }

    function add(uint256 cluster, uint256 gpus, uint256 collateral) external watched {
        if (layer.nodeCount() >= NODES_AT_MOST) return;
        uint256 id = 1 + cluster % CLUSTERS;
        bytes memory call = abi.encodeCall(layer.addNode, (id, uint32(gpus % 9), bound(collateral, 0, 1500e18)));
        exit(call, id, 0);
    }

    function remove(uint256 node) external watched {
        if (node % 3 != 0) return;
        uint256 id = pick(node / 3);
        (uint256 clusterId,,,,) = layer.nodeOf(id);
        exit(abi.encodeCall(layer.removeNode, (id)), clusterId, 0);
    }

    function move(uint256 node, uint256 cluster) external watched {
        uint256 id = pick(node);
        (uint256 from,,,,) = layer.nodeOf(id);
        uint256 to = 1 + cluster % CLUSTERS;
        exit(abi.encodeCall(layer.moveNode, (id, to)), to, from);
    }

    function credit(uint256 a, uint256 b, uint256 amount) external watched {
        uint256[] memory nodes = new uint256[](2);
        uint256[] memory amounts = new uint256[](2);
        (nodes[0], nodes[1]) = (pick(a), pick(b));
        (amounts[0], amounts[1]) = (bound(amount, 0, 50e18), 1e18);
        act(_admin, abi.encodeCall(layer.creditRewards, (nodes, amounts)));
    }

    function penalize(uint256 node, uint256 amount) external watched {
        act(_admin, abi.encodeCall(layer.penalize, (pick(node), bound(amount, 1, 300e18), "x")));
    }

    function demand(uint256 demandBps, uint256 kind) external watched {
        uint32 value = kind % 16 == 0 ? 0 : uint32(bound(demandBps, 8_000, 13_000));
        act(_admin, abi.encodeCall(layer.setDemand, (1, value)));
    }

    function grace(uint256 period) external watched {
        act(_admin, abi.encodeCall(layer.setGracePeriod, (uint64(bound(period, 0, 120)))));
    }

    function thresholds(uint256 critical) external watched {
        uint32 value = uint32(bound(critical, 11_000, 14_000));
        act(_admin, abi.encodeCall(layer.setThresholds, (value + 3_000, value)));
    }

    function flag(uint256 cluster) external watched {
        act(address(this), abi.encodeCall(layer.flag, (1 + cluster % CLUSTERS)));
    }

    function cure(uint256 cluster) external watched {
        act(address(this), abi.encodeCall(layer.cure, (1 + cluster % CLUSTERS)));
    }

    function liquidate(uint256 cluster, bool many) external watched {
        uint256 id = 1 + cluster % CLUSTERS;
        uint256[] memory all = new uint256[](CLUSTERS);
        for (uint256 i = 0; i < CLUSTERS; i++) {
            all[i] = i + 1;
        }
        act(address(this), many ? abi.encodeCall(layer.liquidateMany, (all)) : abi.encodeCall(layer.liquidate, (id)));
    }

    /// @dev Makes a call as `caller` and keeps the second book on freshness.
    function act(address caller, bytes memory call) private returns (bool done) {
        vm.prank(caller);
        (done,) = address(layer).call(call);
        if (!done || !priceIsUsable()) return done;
        (,,, uint256 updatedAt,) = feed.latestRoundData();
        if (updatedAt > _seenAt + layer.maxAge()) _freshSince = block.timestamp;
        _seenAt = updatedAt;
    }

    /// @dev An exit that succeeds leaves `cluster` (and `donor`, unless its ratio rose) at or above warning, not queued.
    function exit(bytes memory call, uint256 cluster, uint256 donor) private {
        Cluster memory before = layer.clusterOf(donor);
        if (!act(_operator, call)) return;
        if (isQueued(layer.clusterOf(cluster)) || isQueued(layer.clusterOf(donor))) exitsFromTheQueue++;
        if (isBelow(layer.clusterOf(cluster), layer.warningBps())) exitsBelowWarning++;
        Cluster memory left = layer.clusterOf(donor);
        if (isBelow(left, layer.warningBps()) && !rose(before, left)) exitsBelowWarning++;
    }

    function compare(Cluster memory was, Cluster memory is_) private {
        if (was.liquidated && keccak256(abi.encode(was)) != keccak256(abi.encode(is_))) changesAfterLiquidation++;
        bool stays = isQueued(was) && is_.flaggedAt != 0;
        if (stays && (was.deadline != is_.deadline || was.flaggedAt != is_.flaggedAt)) movedDeadlines++;
        if (was.liquidated || !is_.liquidated) return;
        if (!isBelow(was, layer.criticalBps())) healthyLiquidations++;
        if (!isQueued(was) || block.timestamp <= was.deadline) earlyLiquidations++;
        if (!priceIsUsable() || block.timestamp < _freshSince + layer.recoveryWindow()) liquidationsWithoutPrice++;
    }

    function isQueued(Cluster memory cluster) private pure returns (bool) {
        return cluster.flaggedAt != 0 && !cluster.liquidated;
    }

    /// @dev assets · answer · 10^16 < bps · requirement · 10^(18 + 8): the decimals of this token and this feed.
    function isBelow(Cluster memory cluster, uint256 bps) private view returns (bool) {
        (, int256 answer,,,) = feed.latestRoundData();
        uint256[] memory assets = (cluster.collateral + cluster.rewards).from().times(uint256(answer)).times(1e16);
        return assets.less(requirement(cluster).times(bps).times(1e26));
    }

    function requirement(Cluster memory cluster) private view returns (uint256[] memory) {
        (, uint64 base, uint32 demandBps) = layer.classOf(1);
        return uint256(cluster.gpus).from().times(base).times(demandBps);
    }

    function rose(Cluster memory was, Cluster memory is_) private pure returns (bool) {
        uint256[] memory left = (was.collateral + was.rewards).from().times(is_.gpus);
        return left.less((is_.collateral + is_.rewards).from().times(was.gpus));
    }

    function priceIsUsable() private view returns (bool) {
        (, int256 answer,, uint256 updatedAt,) = feed.latestRoundData();
        return answer > 0 && updatedAt <= block.timestamp && updatedAt + layer.maxAge() >= block.timestamp;
    }

    function pick(uint256 node) private view returns (uint256) {
        return 1 + node % layer.nodeCount();
    }
}
