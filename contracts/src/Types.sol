// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What the settlement layer is deployed with.
/// @param warningBps At or above it an operator may take assets out; basis points of the requirement.
/// @param criticalBps Below it a cluster can be flagged and liquidated; 0 < critical < warning.
/// @param gracePeriod Seconds between a flag and the deadline.
/// @param maxAge Seconds after which a price is stale.
/// @param recoveryWindow Seconds without liquidation after the price came back.
/// @param settlementGas Gas to settle one node; read by others, no term of the contract's own ratio.
/// @param bountyBps The liquidator's share of what is seized.
struct Parameters {
    uint32 warningBps;
    uint32 criticalBps;
    uint64 gracePeriod;
    uint64 maxAge;
    uint64 recoveryWindow;
    uint64 settlementGas;
    uint32 bountyBps;
}

/// @notice A kind of GPU and what it must be backed with.
/// @param name 1 to 64 bytes.
/// @param base Requirement of one GPU at demand 1.0; USD × 10^8.
/// @param demandBps Demand multiplier; 10 000 = 1.0.
struct GpuClass {
    string name;
    uint64 base;
    uint32 demandBps;
}

/// @notice A node group: one operator, one GPU class.
/// @param gpus Sum over the active nodes.
/// @param nodes Number of active nodes.
/// @param collateral Sum over the active nodes; token base units.
/// @param rewards Accrued and unclaimed, sum over the active nodes; token base units.
/// @param flaggedAt Block time of the flag in force; 0 when not queued. Kept after a liquidation.
/// @param deadline Last block time of grace; kept after a liquidation.
struct Cluster {
    address operator;
    uint256 classId;
    uint64 gpus;
    uint32 nodes;
    uint256 collateral;
    uint256 rewards;
    uint64 flaggedAt;
    uint64 deadline;
    bool liquidated;
    string name;
    string region;
}

/// @notice One machine. Amounts in token base units.
struct Node {
    uint256 clusterId;
    uint32 gpus;
    bool active;
    uint256 collateral;
    uint256 rewards;
}

/// @notice A cluster to be registered; `gpus` and `collateral` have one entry per node.
struct Registration {
    uint256 classId;
    string name;
    string region;
    uint32[] gpus;
    uint256[] collateral;
}

/// @notice What can be announced before it takes effect.
enum ChangeKind {
    Demand,
    Requirement,
    Thresholds,
    GracePeriod
}

/// @notice An announced change.
/// @param subject Class id for Demand and Requirement; otherwise unused.
/// @param a Demand: bps. Requirement: base. Thresholds: warning bps. GracePeriod: seconds.
/// @param b Thresholds: critical bps; otherwise unused.
struct Change {
    ChangeKind kind;
    uint256 subject;
    uint256 a;
    uint256 b;
}

enum ChangeState {
    None,
    Pending,
    Applied,
    Cancelled
}

/// @param effectiveAt Block time from which anyone may apply the change.
struct ScheduledChange {
    Change change;
    uint64 effectiveAt;
    ChangeState state;
}

/// @notice Where a cluster stands on its way to liquidation.
/// None: not queued. Grace: until the deadline. Due: can be liquidated now. Blocked: past the deadline, but the price is
/// missing or came back too recently. Recovered: queued, yet at or above critical, so anyone may cure. Liquidated: final.
enum QueueState {
    None,
    Grace,
    Due,
    Blocked,
    Recovered,
    Liquidated
}

/// @notice Everything a reader checks about one cluster, in one call.
/// @param ratio 18 decimals, floor; 0 and meaningless unless `ratioKnown`.
/// @param requirement gpus · base · demandBps; USD × 10^12.
struct ClusterView {
    uint256 ratio;
    bool ratioKnown;
    uint256 requirement;
    QueueState queueState;
    uint64 flaggedAt;
    uint64 deadline;
    bool liquidatable;
}
