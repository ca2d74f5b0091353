// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Price, PriceReader} from "./PriceReader.sol";
import {SettlementState} from "./SettlementState.sol";
import {Cluster, QueueState} from "./Types.sol";

/// @title The liquidation queue: flag, cure, liquidate, each open to anyone
abstract contract SettlementQueue is SettlementState {
    using PriceReader for Price;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @notice Puts a cluster below critical into the queue; its deadline is gracePeriod from now and never moves.
    function flag(uint256 clusterId) external nonReentrant {
        Price memory price = _touchPrice();
        Cluster storage cluster = _knownCluster(clusterId);
        _requireNotQueued(cluster, clusterId);
        if (!_isBelow(cluster, price, criticalBps)) revert NotBelowCritical(clusterId);
        _flag(cluster, clusterId);
    }

    /// @notice Flags those that can be flagged and skips the others.
    function flagMany(uint256[] calldata clusterIds) external nonReentrant {
        Price memory price = _touchPrice();
        if (!price.isUsable()) return;
        for (uint256 i = 0; i < clusterIds.length; i++) {
            Cluster storage cluster = _clusters[clusterIds[i]];
            bool open = cluster.flaggedAt == 0 && !cluster.liquidated;
            if (open && _isBelow(cluster, price, criticalBps)) _flag(cluster, clusterIds[i]);
        }
    }

    /// @notice Takes a cluster out of the queue that is at or above critical by a usable price, or of which nothing is
    /// required. Anyone, also past the deadline, until it is liquidated.
    function cure(uint256 clusterId) external nonReentrant {
        Price memory price = _touchPrice();
        Cluster storage cluster = _knownCluster(clusterId);
        if (!_isQueued(cluster)) revert ClusterNotQueued(clusterId);
        if (_isBelow(cluster, price, criticalBps)) revert BelowCritical(clusterId);
        _cure(cluster, clusterId);
    }

    /// @notice Takes all that a cluster holds, to the treasury less the caller's bounty, and ends it. It must be queued,
    /// past its deadline, below critical by a usable price, and outside the price's recovery window.
    function liquidate(uint256 clusterId) external nonReentrant {
        Price memory price = _touchPrice();
        Cluster storage cluster = _knownCluster(clusterId);
        QueueState state = _queueState(cluster, price);
        if (state == QueueState.None) revert ClusterNotQueued(clusterId);
        if (state == QueueState.Recovered) revert NotBelowCritical(clusterId);
        if (state == QueueState.Grace) revert GraceNotOver(clusterId, cluster.deadline);
        if (state == QueueState.Blocked) {
            price.requireUsable();
            revert PriceRecovering(_recoversAt());
        }
        (uint256 seized, uint256 bounty) = _seize(cluster, clusterId);
        _payOut(seized, bounty);
    }

    /// @notice Liquidates those that are due and skips the others.
    function liquidateMany(uint256[] calldata clusterIds) external nonReentrant {
        Price memory price = _touchPrice();
        uint256 totalSeized = 0;
        uint256 totalBounty = 0;
        for (uint256 i = 0; i < clusterIds.length; i++) {
            Cluster storage cluster = _clusters[clusterIds[i]];
            if (_queueState(cluster, price) != QueueState.Due) continue;
            (uint256 seized, uint256 bounty) = _seize(cluster, clusterIds[i]);
            totalSeized += seized;
            totalBounty += bounty;
        }
        _payOut(totalSeized, totalBounty);
    }

    function _cure(Cluster storage cluster, uint256 clusterId) internal {
        (cluster.flaggedAt, cluster.deadline) = (0, 0);
        emit Cured(clusterId, msg.sender);
    }

    function _requireNotQueued(Cluster storage cluster, uint256 clusterId) internal view {
        if (_isQueued(cluster)) revert ClusterIsQueued(clusterId);
    }

    /// @dev Known and not liquidated.
    function _knownCluster(uint256 clusterId) internal view returns (Cluster storage cluster) {
        cluster = _clusters[clusterId];
        if (cluster.operator == address(0)) revert UnknownCluster(clusterId);
        if (cluster.liquidated) revert ClusterIsLiquidated(clusterId);
    }

    function _push(address to, uint256 amount) internal {
        if (amount != 0) token.safeTransfer(to, amount);
    }

    function _flag(Cluster storage cluster, uint256 clusterId) private {
        uint64 flaggedAt = block.timestamp.toUint64();
        (cluster.flaggedAt, cluster.deadline) = (flaggedAt, flaggedAt + gracePeriod);
        emit Flagged(clusterId, msg.sender, cluster.flaggedAt, cluster.deadline);
    }

    /// @dev Nodes are not visited: `_isActive` reads the cluster, so that the cost does not grow with their number.
    function _seize(Cluster storage cluster, uint256 clusterId) private returns (uint256 seized, uint256 bounty) {
        seized = _assets(cluster);
        bounty = Math.mulDiv(seized, bountyBps, ONE_BPS);
        cluster.liquidated = true;
        (cluster.nodes, cluster.gpus, cluster.collateral, cluster.rewards) = (0, 0, 0, 0);
        emit Liquidated(clusterId, msg.sender, seized, bounty);
    }

    function _payOut(uint256 seized, uint256 bounty) private {
        _push(msg.sender, bounty);
        _push(treasury, seized - bounty);
    }
}
