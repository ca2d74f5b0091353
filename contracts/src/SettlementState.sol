// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IPriceFeed} from "./IPriceFeed.sol";
import {Price, PriceReader} from "./PriceReader.sol";
import {RatioMath} from "./RatioMath.sol";
import {SettlementErrors} from "./SettlementErrors.sol";
import {SettlementEvents} from "./SettlementEvents.sol";
import {Cluster, ClusterView, GpuClass, Node, Parameters, QueueState} from "./Types.sol";

/// @title What the settlement layer holds, how it judges a cluster, and what anyone may read
/// @notice All ids count from 1. Views about an unknown id answer as for an empty cluster, node or class.
abstract contract SettlementState is AccessControl, ReentrancyGuard, SettlementEvents, SettlementErrors {
    using PriceReader for IPriceFeed;
    using PriceReader for Price;
    using SafeCast for uint256;

    bytes32 public constant REWARDS_ROLE = keccak256("REWARDS_ROLE");
    bytes32 public constant PENALTY_ROLE = keccak256("PENALTY_ROLE");
    bytes32 public constant DEMAND_ROLE = keccak256("DEMAND_ROLE");
    bytes32 public constant PARAMETER_ROLE = keccak256("PARAMETER_ROLE");

    uint256 internal constant ONE_BPS = 10_000;
    uint256 internal constant MAX_GRACE_PERIOD = 365 days;
    uint256 private constant MAX_FEED_DECIMALS = 18;
    uint256 private constant MAX_TOKEN_DECIMALS = 36;

    /// @notice Collateral and rewards. Must move exactly what it is told to: no fee on transfer, no rebasing.
    IERC20 public immutable token;
    IPriceFeed public immutable tokenFeed;
    /// @notice Price of the chain's native token; no term of the contract's ratio, read by others for the cost of gas.
    IPriceFeed public immutable nativeFeed;
    address public immutable treasury;
    uint64 public immutable maxAge;
    uint64 public immutable recoveryWindow;
    uint64 public immutable settlementGas;
    uint32 public immutable bountyBps;
    uint256 private immutable _decimals;

    uint32 public warningBps;
    uint32 public criticalBps;
    uint64 public gracePeriod;
    /// @notice Block time at which a usable price was first seen after an absence of more than maxAge.
    uint64 public freshSince;
    /// @notice `updatedAt` of the last usable price that a call has seen.
    uint64 public lastUpdatedAt;

    uint256 public classCount;
    uint256 public clusterCount;
    uint256 public nodeCount;

    mapping(uint256 classId => GpuClass) internal _classes;
    mapping(uint256 clusterId => Cluster) internal _clusters;
    mapping(uint256 nodeId => Node) internal _nodes;

    constructor(
        address token_,
        address tokenFeed_,
        address nativeFeed_,
        address treasury_,
        address admin,
        Parameters memory p
    ) {
        if (treasury_ == address(0) || admin == address(0)) revert ZeroAddress();
        if (p.bountyBps > ONE_BPS) revert ValueTooLarge(p.bountyBps, ONE_BPS);
        token = IERC20(token_);
        tokenFeed = IPriceFeed(tokenFeed_);
        nativeFeed = IPriceFeed(nativeFeed_);
        treasury = treasury_;
        maxAge = p.maxAge;
        recoveryWindow = p.recoveryWindow;
        settlementGas = p.settlementGas;
        bountyBps = p.bountyBps;
        _requireDecimals(nativeFeed_, MAX_FEED_DECIMALS);
        _decimals = _requireDecimals(token_, MAX_TOKEN_DECIMALS) + _requireDecimals(tokenFeed_, MAX_FEED_DECIMALS);
        _setThresholds(p.warningBps, p.criticalBps);
        _setGracePeriod(p.gracePeriod);
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(REWARDS_ROLE, admin);
        _grantRole(PENALTY_ROLE, admin);
        _grantRole(DEMAND_ROLE, admin);
        _grantRole(PARAMETER_ROLE, admin);
    }

    /// @notice Notes that the price is there, so that a recovery window starts on time after an absence. Anyone, any time.
    function touchPrice() external nonReentrant {
        _touchPrice();
    }

    /// @notice The settlement ratio, 18 decimals, floor; type(uint256).max when nothing is required.
    /// Reverts with PriceInvalid or PriceStale when something is required and there is no usable price.
    function ratioOf(uint256 clusterId) external view returns (uint256) {
        Cluster storage cluster = _clusters[clusterId];
        uint256 requirement = _requirement(cluster);
        if (requirement == 0) return type(uint256).max;
        Price memory price = _readPrice();
        price.requireUsable();
        return RatioMath.ratio(_assets(cluster), price.answer, requirement, _decimals);
    }

    /// @notice gpus · base · demandBps: USD × 10^12, exact. Never reverts.
    function requirementOf(uint256 clusterId) external view returns (uint256) {
        return _requirement(_clusters[clusterId]);
    }

    /// @notice The least assets, in token base units, worth the requirement; 0 when nothing is required.
    /// Reverts with PriceInvalid or PriceStale when something is required and there is no usable price.
    function requiredTokensOf(uint256 clusterId) external view returns (uint256) {
        uint256 requirement = _requirement(_clusters[clusterId]);
        if (requirement == 0) return 0;
        Price memory price = _readPrice();
        price.requireUsable();
        return RatioMath.requiredTokens(price.answer, requirement, _decimals);
    }

    /// @notice Where the cluster stands, with the block times of its flag and deadline (0, 0 when never queued or cured).
    /// Never reverts.
    function queueOf(uint256 clusterId) external view returns (QueueState state, uint64 flaggedAt, uint64 deadline) {
        Cluster storage cluster = _clusters[clusterId];
        return (_queueState(cluster, _readPrice()), cluster.flaggedAt, cluster.deadline);
    }

    /// @notice Whether the queue state is Due. Never reverts.
    function isLiquidatable(uint256 clusterId) external view returns (bool) {
        return _queueState(_clusters[clusterId], _readPrice()) == QueueState.Due;
    }

    /// @notice The views above for many clusters, at one reading of the price. Never reverts.
    function statesOf(uint256[] calldata clusterIds) external view returns (ClusterView[] memory states) {
        Price memory price = _readPrice();
        states = new ClusterView[](clusterIds.length);
        for (uint256 i = 0; i < clusterIds.length; i++) {
            states[i] = _viewOf(_clusters[clusterIds[i]], price);
        }
    }

    function clusterOf(uint256 clusterId) external view returns (Cluster memory) {
        return _clusters[clusterId];
    }

    /// @notice A removed node, and each node of a liquidated cluster, is inactive and holds nothing.
    function nodeOf(uint256 nodeId)
        external
        view
        returns (uint256 clusterId, uint32 gpus, uint256 collateral, uint256 rewards, bool active)
    {
        Node storage node = _nodes[nodeId];
        if (!_isActive(node)) return (node.clusterId, 0, 0, 0, false);
        return (node.clusterId, node.gpus, node.collateral, node.rewards, true);
    }

    function classOf(uint256 classId) external view returns (string memory name, uint64 base, uint32 demandBps) {
        GpuClass storage class = _classes[classId];
        return (class.name, class.base, class.demandBps);
    }

    /// @dev Every state-changing call begins here.
    function _touchPrice() internal returns (Price memory price) {
        price = _readPrice();
        if (!price.isUsable()) return price;
        if (price.updatedAt > uint256(lastUpdatedAt) + maxAge) {
            freshSince = block.timestamp.toUint64();
            emit PriceResumed(block.timestamp);
        }
        lastUpdatedAt = price.updatedAt.toUint64();
    }

    function _setThresholds(uint256 warning, uint256 critical) internal {
        _checkThresholds(warning, critical);
        warningBps = warning.toUint32();
        criticalBps = critical.toUint32();
        emit ThresholdsSet(warning, critical);
    }

    function _setGracePeriod(uint256 period) internal {
        _requireAtMost(period, MAX_GRACE_PERIOD);
        gracePeriod = period.toUint64();
        emit GracePeriodSet(period);
    }

    /// @dev The order decides: each state is looked at only when those before it do not hold.
    function _queueState(Cluster storage cluster, Price memory price) internal view returns (QueueState) {
        if (cluster.liquidated) return QueueState.Liquidated;
        if (cluster.flaggedAt == 0) return QueueState.None;
        if (_requirement(cluster) == 0) return QueueState.Recovered;
        if (price.isUsable() && !_isBelow(cluster, price, criticalBps)) return QueueState.Recovered;
        if (block.timestamp <= cluster.deadline) return QueueState.Grace;
        if (!price.isUsable() || block.timestamp < _recoversAt()) return QueueState.Blocked;
        return QueueState.Due;
    }

    /// @dev Strictly below; a cluster of which nothing is required never is. Reverts without a usable price otherwise.
    function _isBelow(Cluster storage cluster, Price memory price, uint256 bps) internal view returns (bool) {
        uint256 requirement = _requirement(cluster);
        if (requirement == 0) return false;
        price.requireUsable();
        return RatioMath.isBelow(_assets(cluster), price.answer, requirement, bps, _decimals);
    }

    function _requirement(Cluster storage cluster) internal view returns (uint256) {
        GpuClass storage class = _classes[cluster.classId];
        return uint256(cluster.gpus) * class.base * class.demandBps;
    }

    function _assets(Cluster storage cluster) internal view returns (uint256) {
        return cluster.collateral + cluster.rewards;
    }

    function _isActive(Node storage node) internal view returns (bool) {
        return node.active && !_clusters[node.clusterId].liquidated;
    }

    function _isQueued(Cluster storage cluster) internal view returns (bool) {
        return cluster.flaggedAt != 0 && !cluster.liquidated;
    }

    function _recoversAt() internal view returns (uint256) {
        return uint256(freshSince) + recoveryWindow;
    }

    function _checkThresholds(uint256 warning, uint256 critical) internal pure {
        if (critical == 0 || critical >= warning || warning > type(uint32).max) {
            revert ThresholdsInvalid(warning, critical);
        }
    }

    function _requireAtMost(uint256 value, uint256 max) internal pure {
        if (value > max) revert ValueTooLarge(value, max);
    }

    function _readPrice() private view returns (Price memory) {
        return tokenFeed.read(maxAge);
    }

    function _viewOf(Cluster storage cluster, Price memory price) private view returns (ClusterView memory state) {
        state.requirement = _requirement(cluster);
        state.queueState = _queueState(cluster, price);
        state.flaggedAt = cluster.flaggedAt;
        state.deadline = cluster.deadline;
        state.liquidatable = state.queueState == QueueState.Due;
        if (state.requirement == 0) {
            (state.ratio, state.ratioKnown) = (type(uint256).max, true);
        } else if (price.isUsable()) {
            state.ratio = RatioMath.ratio(_assets(cluster), price.answer, state.requirement, _decimals);
            state.ratioKnown = true;
        }
    }

    function _requireDecimals(address source, uint256 max) private view returns (uint256 decimals) {
        decimals = IERC20Metadata(source).decimals();
        if (decimals > max) revert UnsupportedDecimals(source, decimals, max);
    }
}
