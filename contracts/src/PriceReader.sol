// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IPriceFeed} from "./IPriceFeed.sol";
import {SettlementErrors} from "./SettlementErrors.sol";

enum Verdict {
    Usable,
    Invalid,
    Stale
}

/// @param answer USD × 10^feedDecimals, 0 < answer < 2^96; 0 unless usable.
/// @param updatedAt Time of the answer; 0 unless usable.
struct Price {
    Verdict verdict;
    uint256 answer;
    uint256 updatedAt;
}

/// @title Reads a feed without ever reverting, and says what the answer is worth
library PriceReader {
    using SafeCast for int256;

    uint256 private constant ROUND_LENGTH = 5 * 32;
    int256 private constant MAX_ANSWER = 2 ** 96 - 1;

    /// @notice A price is usable when 0 < answer < 2^96, 0 < updatedAt ≤ now and now − updatedAt ≤ maxAge.
    /// A feed that reverts, has no code or answers too briefly counts as stale.
    function read(IPriceFeed feed, uint256 maxAge) internal view returns (Price memory price) {
        (bool answered, bytes memory round) = address(feed).staticcall(abi.encodeCall(IPriceFeed.latestRoundData, ()));
        if (!answered || round.length < ROUND_LENGTH) return Price(Verdict.Stale, 0, 0);
        (, int256 answer,, uint256 updatedAt,) = abi.decode(round, (uint256, int256, uint256, uint256, uint256));
        if (answer <= 0 || answer > MAX_ANSWER) return Price(Verdict.Invalid, 0, 0);
        if (updatedAt == 0 || updatedAt > block.timestamp || block.timestamp - updatedAt > maxAge) {
            return Price(Verdict.Stale, 0, 0);
        }
        return Price(Verdict.Usable, answer.toUint256(), updatedAt);
    }

    function isUsable(Price memory price) internal pure returns (bool) {
        return price.verdict == Verdict.Usable;
    }

    /// @notice Reverts with the reason when the price cannot be used.
    function requireUsable(Price memory price) internal pure {
        if (price.verdict == Verdict.Invalid) revert SettlementErrors.PriceInvalid();
        if (price.verdict == Verdict.Stale) revert SettlementErrors.PriceStale();
    }
}
