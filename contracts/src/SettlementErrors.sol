// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The settlement layer's reasons to refuse
interface SettlementErrors {
    /// @notice The feed's answer is ≤ 0 or ≥ 2^96.
    error PriceInvalid();
    /// @notice The feed does not answer, or its answer is older than maxAge or from the future.
    error PriceStale();
    /// @notice Liquidation waits until `until`, since the price came back only recently.
    error PriceRecovering(uint256 until);

    error UnknownClass(uint256 classId);
    error UnknownCluster(uint256 clusterId);
    error UnknownNode(uint256 nodeId);
    /// @notice The node was removed, or its cluster was liquidated.
    error NodeInactive(uint256 nodeId);
    error NotOperator(uint256 clusterId, address caller);
    error SameCluster(uint256 clusterId);
    error ClassMismatch(uint256 fromClassId, uint256 toClassId);

    error ClusterIsQueued(uint256 clusterId);
    error ClusterNotQueued(uint256 clusterId);
    error ClusterIsLiquidated(uint256 clusterId);
    /// @notice The call would leave the cluster's settlement ratio below the warning threshold.
    error BelowWarning(uint256 clusterId);
    /// @notice The cluster cannot be cured: its settlement ratio is below the critical threshold.
    error BelowCritical(uint256 clusterId);
    /// @notice The cluster can be neither flagged nor liquidated: it is exempt, or at or above the critical threshold.
    error NotBelowCritical(uint256 clusterId);
    error GraceNotOver(uint256 clusterId, uint256 deadline);

    /// @notice The change does not exist, or was applied or cancelled already.
    error ChangeNotPending(uint256 changeId);
    error ChangeNotDue(uint256 changeId, uint256 effectiveAt);
    error EffectiveInPast(uint256 effectiveAt);

    error ZeroAddress();
    error ZeroAmount();
    error LengthMismatch(uint256 left, uint256 right);
    error InsufficientCollateral(uint256 nodeId, uint256 collateral, uint256 asked);
    /// @notice A text of `length` bytes where `min` to `max` are allowed.
    error TextLength(uint256 length, uint256 min, uint256 max);
    /// @notice Decimals beyond `max`.
    error UnsupportedDecimals(address source, uint256 decimals, uint256 max);
    /// @notice Thresholds must be 0 < critical < warning < 2^32.
    error ThresholdsInvalid(uint256 warningBps, uint256 criticalBps);
    /// @notice A value beyond `max`.
    error ValueTooLarge(uint256 value, uint256 max);
}
