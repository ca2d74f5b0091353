// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the settlement layer asks of a price feed
/// @notice The part of Chainlink's AggregatorV3Interface that is used here.
interface IPriceFeed {
    /// @notice Decimal places of the answer.
    function decimals() external view returns (uint8);

    /// @notice The latest answer, USD × 10^decimals, and the time it was given (seconds since 1970).
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}
