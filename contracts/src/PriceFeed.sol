// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IPriceFeed} from "./IPriceFeed.sol";

/// @title A Chainlink-style price feed whose owner sets the answers
/// @notice For the demo network and tests. Before the first answer all values are 0, which no reader takes for a price.
contract PriceFeed is IPriceFeed, Ownable {
    /// @notice A new answer. Same name, fields and topics as Chainlink's event.
    event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);

    /// @inheritdoc IPriceFeed
    uint8 public immutable decimals;

    /// @notice What is priced, for example "GRID / USD".
    string public description;

    uint80 private _roundId;
    int256 private _answer;
    uint256 private _updatedAt;

    constructor(uint8 decimals_, string memory description_, address owner_) Ownable(owner_) {
        decimals = decimals_;
        description = description_;
    }

    /// @notice Sets the answer as of this block.
    function setAnswer(int256 answer) external {
        setAnswerAt(answer, block.timestamp);
    }

    /// @notice Sets the answer with any time, also one that readers must refuse (0, old, in the future).
    function setAnswerAt(int256 answer, uint256 updatedAt) public onlyOwner {
        _roundId++;
        _answer = answer;
        _updatedAt = updatedAt;
        emit AnswerUpdated(answer, _roundId, updatedAt);
    }

    /// @inheritdoc IPriceFeed
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return (_roundId, _answer, _updatedAt, _updatedAt, _roundId);
    }
}
