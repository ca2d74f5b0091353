// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ChangeKind} from "./Types.sol";

/// @title The settlement layer's events
/// @notice Enough to rebuild every number the contract holds. Where an amount moves, the last fields are the node's new
/// totals, so that a reader can check itself. Amounts in token base units, times in seconds since 1970.
interface SettlementEvents {
    event ClassAdded(uint256 indexed classId, string name);
    event RequirementSet(uint256 indexed classId, uint256 base);
    event DemandSet(uint256 indexed classId, uint256 demandBps);
    event ThresholdsSet(uint256 warningBps, uint256 criticalBps);
    event GracePeriodSet(uint256 gracePeriod);

    event ClusterRegistered(
        uint256 indexed clusterId, address indexed operator, uint256 indexed classId, string name, string region
    );
    event NodeAdded(uint256 indexed nodeId, uint256 indexed clusterId, uint256 gpus);
    event NodeRemoved(uint256 indexed nodeId, uint256 indexed clusterId, uint256 returned);
    event NodeMoved(uint256 indexed nodeId, uint256 indexed fromClusterId, uint256 indexed toClusterId);

    event Staked(
        uint256 indexed nodeId, uint256 indexed clusterId, address indexed from, uint256 amount, uint256 collateral
    );
    event Unstaked(uint256 indexed nodeId, uint256 indexed clusterId, uint256 amount, uint256 collateral);
    event RewardsCredited(uint256 indexed nodeId, uint256 indexed clusterId, uint256 amount, uint256 rewards);
    event RewardsClaimed(uint256 indexed nodeId, uint256 indexed clusterId, uint256 amount, uint256 rewards);
    event Penalized(
        uint256 indexed nodeId,
        uint256 indexed clusterId,
        uint256 fromRewards,
        uint256 fromCollateral,
        uint256 rewards,
        uint256 collateral,
        bytes32 reason
    );

    event Flagged(uint256 indexed clusterId, address indexed flagger, uint256 flaggedAt, uint256 deadline);
    event Cured(uint256 indexed clusterId, address indexed by);
    /// @notice Final: the cluster's nodes are inactive and all its amounts are 0 from here on. `seized` includes `bounty`.
    event Liquidated(uint256 indexed clusterId, address indexed liquidator, uint256 seized, uint256 bounty);

    event ChangeScheduled(
        uint256 indexed changeId, ChangeKind kind, uint256 subject, uint256 a, uint256 b, uint256 effectiveAt
    );
    event ChangeApplied(uint256 indexed changeId);
    event ChangeCancelled(uint256 indexed changeId);

    /// @notice The price was away for longer than maxAge and is back: the recovery window starts here.
    event PriceResumed(uint256 freshSince);
}
