// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Price} from "./PriceReader.sol";
import {RatioMath} from "./RatioMath.sol";
import {SettlementParameters} from "./SettlementParameters.sol";
import {SettlementQueue} from "./SettlementQueue.sol";
import {SettlementState} from "./SettlementState.sol";
import {Cluster, Node, Parameters, QueueState, Registration} from "./Types.sol";

/// @title Isotherm's reference settlement layer
/// @notice Operators lend GPUs in clusters and stake tokens behind them. A cluster whose assets fall below the critical
/// share of what its GPUs require can be flagged; unless it is cured, it can be liquidated once its grace is over.
contract SettlementLayer is SettlementParameters, SettlementQueue {
    using SafeERC20 for IERC20;

    constructor(
        address token_,
        address tokenFeed_,
        address nativeFeed_,
        address treasury_,
        address admin,
        Parameters memory p
    ) SettlementState(token_, tokenFeed_, nativeFeed_, treasury_, admin, p) {}

    // ------------------------------------------------------------------ clusters and nodes

    /// @notice Registers a cluster of the caller's, with a node for each entry of `gpus` and `collateral`.
    /// It must be at or above warning, unless nothing is required of it.
    function registerCluster(
        uint256 classId,
        string calldata name,
        string calldata region,
        uint32[] calldata gpus,
        uint256[] calldata collateral
    ) external nonReentrant returns (uint256 clusterId) {
        return _register(classId, name, region, gpus, collateral, _touchPrice());
    }

    /// @notice Registers many clusters of the caller's; all or none.
    function registerClusters(Registration[] calldata registrations)
        external
        nonReentrant
        returns (uint256[] memory clusterIds)
    {
        Price memory price = _touchPrice();
        clusterIds = new uint256[](registrations.length);
        for (uint256 i = 0; i < registrations.length; i++) {
            Registration calldata r = registrations[i];
            clusterIds[i] = _register(r.classId, r.name, r.region, r.gpus, r.collateral, price);
        }
    }

    /// @notice Adds a node to a cluster of the caller's, which must be at or above warning with it.
    function addNode(uint256 clusterId, uint32 gpus, uint256 collateral)
        external
        nonReentrant
        returns (uint256 nodeId)
    {
        Price memory price = _touchPrice();
        Cluster storage cluster = _ownCluster(clusterId);
        nodeId = _attachNew(cluster, clusterId, gpus, collateral);
        _guard(cluster, clusterId, price);
        _pull(collateral);
    }

    /// @notice Adds many nodes, judged together.
    function addNodes(uint256 clusterId, uint32[] calldata gpus, uint256[] calldata collateral) external nonReentrant {
        Price memory price = _touchPrice();
        Cluster storage cluster = _ownCluster(clusterId);
        uint256 total = _attachAll(cluster, clusterId, gpus, collateral);
        _guard(cluster, clusterId, price);
        _pull(total);
    }

    /// @notice Removes a node and returns its collateral and rewards to the operator.
    function removeNode(uint256 nodeId) external nonReentrant {
        Price memory price = _touchPrice();
        (Node storage node, Cluster storage cluster, uint256 clusterId) = _ownNode(nodeId);
        uint256 returned = node.collateral + node.rewards;
        _detach(cluster, node);
        (node.active, node.gpus, node.collateral, node.rewards) = (false, 0, 0, 0);
        _guard(cluster, clusterId, price);
        emit NodeRemoved(nodeId, clusterId, returned);
        _push(msg.sender, returned);
    }

    /// @notice Moves a node with all it holds to another cluster of the same operator and class. The donor may be left
    /// below warning only if its ratio rises.
    function moveNode(uint256 nodeId, uint256 toClusterId) external nonReentrant {
        Price memory price = _touchPrice();
        (Node storage node, Cluster storage from, uint256 fromClusterId) = _ownNode(nodeId);
        Cluster storage to = _ownCluster(toClusterId);
        if (fromClusterId == toClusterId) revert SameCluster(toClusterId);
        if (from.classId != to.classId) revert ClassMismatch(from.classId, to.classId);
        (uint256 assetsBefore, uint256 gpusBefore) = (_assets(from), from.gpus);
        _detach(from, node);
        node.clusterId = toClusterId;
        _attach(to, node);
        _guard(to, toClusterId, price);
        // Base, demand and price are the same before and after: assets per GPU tell whether the ratio rises.
        bool rises = RatioMath.productLess(assetsBefore, from.gpus, _assets(from), gpusBefore);
        if (rises) _requireNotQueued(from, fromClusterId);
        else _guard(from, fromClusterId, price);
        emit NodeMoved(nodeId, fromClusterId, toClusterId);
    }

    // ------------------------------------------------------------------ amounts

    /// @notice Adds collateral to any active node. Anyone may; a price never stands in the way. Cures the cluster if it is
    /// queued and, by a usable price, at or above critical with it.
    function stake(uint256 nodeId, uint256 amount) external nonReentrant {
        Price memory price = _touchPrice();
        _stake(nodeId, amount, price);
        _pull(amount);
    }

    /// @notice Many stakes; all or none.
    function stakeMany(uint256[] calldata nodeIds, uint256[] calldata amounts) external nonReentrant {
        Price memory price = _touchPrice();
        _requireSameLength(nodeIds.length, amounts.length);
        uint256 total = 0;
        for (uint256 i = 0; i < nodeIds.length; i++) {
            _stake(nodeIds[i], amounts[i], price);
            total += amounts[i];
        }
        _pull(total);
    }

    /// @notice Takes collateral out of a node of the caller's.
    function unstake(uint256 nodeId, uint256 amount) external nonReentrant {
        Price memory price = _touchPrice();
        (Node storage node, Cluster storage cluster, uint256 clusterId) = _ownNode(nodeId);
        if (amount == 0) revert ZeroAmount();
        if (amount > node.collateral) revert InsufficientCollateral(nodeId, node.collateral, amount);
        node.collateral -= amount;
        cluster.collateral -= amount;
        _guard(cluster, clusterId, price);
        emit Unstaked(nodeId, clusterId, amount, node.collateral);
        _push(msg.sender, amount);
    }

    /// @notice Takes all accrued rewards out of a node of the caller's.
    function claimRewards(uint256 nodeId) external nonReentrant {
        Price memory price = _touchPrice();
        (Node storage node, Cluster storage cluster, uint256 clusterId) = _ownNode(nodeId);
        uint256 amount = node.rewards;
        if (amount == 0) revert ZeroAmount();
        node.rewards = 0;
        cluster.rewards -= amount;
        _guard(cluster, clusterId, price);
        emit RewardsClaimed(nodeId, clusterId, amount, 0);
        _push(msg.sender, amount);
    }

    /// @notice Credits rewards and takes from the caller what was credited. Skips inactive and unknown nodes, nodes of
    /// queued clusters, and amounts of 0.
    function creditRewards(uint256[] calldata nodeIds, uint256[] calldata amounts)
        external
        nonReentrant
        onlyRole(REWARDS_ROLE)
    {
        _touchPrice();
        _requireSameLength(nodeIds.length, amounts.length);
        uint256 total = 0;
        for (uint256 i = 0; i < nodeIds.length; i++) {
            total += _credit(nodeIds[i], amounts[i]);
        }
        _pull(total);
    }

    /// @notice Takes up to `amount` from a node, rewards first and then collateral, to the treasury.
    function penalize(uint256 nodeId, uint256 amount, bytes32 reason) external nonReentrant onlyRole(PENALTY_ROLE) {
        _touchPrice();
        if (amount == 0) revert ZeroAmount();
        Node storage node = _activeNode(nodeId);
        uint256 clusterId = node.clusterId;
        Cluster storage cluster = _clusters[clusterId];
        uint256 fromRewards = Math.min(amount, node.rewards);
        uint256 fromCollateral = Math.min(amount - fromRewards, node.collateral);
        node.rewards -= fromRewards;
        cluster.rewards -= fromRewards;
        node.collateral -= fromCollateral;
        cluster.collateral -= fromCollateral;
        emit Penalized(nodeId, clusterId, fromRewards, fromCollateral, node.rewards, node.collateral, reason);
        _push(treasury, fromRewards + fromCollateral);
    }

    // ------------------------------------------------------------------ steps

    function _register(
        uint256 classId,
        string calldata name,
        string calldata region,
        uint32[] calldata gpus,
        uint256[] calldata collateral,
        Price memory price
    ) private returns (uint256 clusterId) {
        _requireClass(classId);
        _requireText(name, 1);
        _requireText(region, 0);
        clusterId = ++clusterCount;
        Cluster storage cluster = _clusters[clusterId];
        (cluster.operator, cluster.classId) = (msg.sender, classId);
        (cluster.name, cluster.region) = (name, region);
        emit ClusterRegistered(clusterId, msg.sender, classId, name, region);
        uint256 total = _attachAll(cluster, clusterId, gpus, collateral);
        _guard(cluster, clusterId, price);
        _pull(total);
    }

    function _attachAll(
        Cluster storage cluster,
        uint256 clusterId,
        uint32[] calldata gpus,
        uint256[] calldata collateral
    ) private returns (uint256 total) {
        _requireSameLength(gpus.length, collateral.length);
        for (uint256 i = 0; i < gpus.length; i++) {
            _attachNew(cluster, clusterId, gpus[i], collateral[i]);
            total += collateral[i];
        }
    }

    function _attachNew(Cluster storage cluster, uint256 clusterId, uint32 gpus, uint256 collateral)
        private
        returns (uint256 nodeId)
    {
        nodeId = ++nodeCount;
        Node storage node = _nodes[nodeId];
        (node.clusterId, node.gpus, node.active, node.collateral) = (clusterId, gpus, true, collateral);
        _attach(cluster, node);
        emit NodeAdded(nodeId, clusterId, gpus);
        if (collateral != 0) emit Staked(nodeId, clusterId, msg.sender, collateral, collateral);
    }

    function _attach(Cluster storage cluster, Node storage node) private {
        cluster.nodes += 1;
        cluster.gpus += node.gpus;
        cluster.collateral += node.collateral;
        cluster.rewards += node.rewards;
    }

    function _detach(Cluster storage cluster, Node storage node) private {
        cluster.nodes -= 1;
        cluster.gpus -= node.gpus;
        cluster.collateral -= node.collateral;
        cluster.rewards -= node.rewards;
    }

    function _stake(uint256 nodeId, uint256 amount, Price memory price) private {
        if (amount == 0) revert ZeroAmount();
        Node storage node = _activeNode(nodeId);
        uint256 clusterId = node.clusterId;
        Cluster storage cluster = _clusters[clusterId];
        node.collateral += amount;
        cluster.collateral += amount;
        emit Staked(nodeId, clusterId, msg.sender, amount, node.collateral);
        if (_queueState(cluster, price) == QueueState.Recovered) _cure(cluster, clusterId);
    }

    function _credit(uint256 nodeId, uint256 amount) private returns (uint256 credited) {
        Node storage node = _nodes[nodeId];
        Cluster storage cluster = _clusters[node.clusterId];
        if (amount == 0 || !_isActive(node) || _isQueued(cluster)) return 0;
        node.rewards += amount;
        cluster.rewards += amount;
        emit RewardsCredited(nodeId, node.clusterId, amount, node.rewards);
        return amount;
    }

    // ------------------------------------------------------------------ guards and transfers

    /// @dev The guard of every exit: not queued, and at or above warning unless nothing is required.
    function _guard(Cluster storage cluster, uint256 clusterId, Price memory price) private view {
        _requireNotQueued(cluster, clusterId);
        if (_isBelow(cluster, price, warningBps)) revert BelowWarning(clusterId);
    }

    function _ownCluster(uint256 clusterId) private view returns (Cluster storage cluster) {
        cluster = _knownCluster(clusterId);
        if (cluster.operator != msg.sender) revert NotOperator(clusterId, msg.sender);
    }

    function _activeNode(uint256 nodeId) private view returns (Node storage node) {
        node = _nodes[nodeId];
        if (node.clusterId == 0) revert UnknownNode(nodeId);
        if (!_isActive(node)) revert NodeInactive(nodeId);
    }

    function _ownNode(uint256 nodeId)
        private
        view
        returns (Node storage node, Cluster storage cluster, uint256 clusterId)
    {
        node = _activeNode(nodeId);
        clusterId = node.clusterId;
        cluster = _ownCluster(clusterId);
    }

    function _requireSameLength(uint256 left, uint256 right) private pure {
        if (left != right) revert LengthMismatch(left, right);
    }

    function _pull(uint256 amount) private {
        if (amount != 0) token.safeTransferFrom(msg.sender, address(this), amount);
    }
}
