// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The ratio's arithmetic, exact at any amount
/// @notice Assets are token base units, prices USD × 10^priceDecimals (below 2^96), requirements gpus · base · demandBps,
/// that is USD × 10^12, never divided. `decimals` is token decimals + price decimals, at most 54. A negative power of ten
/// moves to the other side, and products take 512 bits where 256 may not do.
library RatioMath {
    /// @notice Whether assets ÷ requirement is strictly below `bps` ÷ 10 000. Equality is safe.
    /// Decided as assets · price · 10^(16 − decimals) < bps · requirement, without division.
    function isBelow(uint256 assets, uint256 price, uint256 requirement, uint256 bps, uint256 decimals)
        internal
        pure
        returns (bool)
    {
        (uint256 up, uint256 down) = powers(16, decimals);
        return productLess(assets, price * up, bps * requirement, down);
    }

    /// @notice floor(assets · price · 10^(30 − decimals) ÷ requirement): the ratio with 18 decimals.
    function ratio(uint256 assets, uint256 price, uint256 requirement, uint256 decimals)
        internal
        pure
        returns (uint256)
    {
        (uint256 up, uint256 down) = powers(30, decimals);
        return saturatingMulDiv(assets, price * up, requirement * down, false);
    }

    /// @notice ceil(requirement · 10^(decimals − 12) ÷ price): the least base units worth the requirement.
    function requiredTokens(uint256 price, uint256 requirement, uint256 decimals) internal pure returns (uint256) {
        (uint256 down, uint256 up) = powers(12, decimals);
        return saturatingMulDiv(requirement, up, price * down, true);
    }

    /// @notice Whether a · b < c · d, in 512 bits.
    function productLess(uint256 a, uint256 b, uint256 c, uint256 d) internal pure returns (bool) {
        (uint256 leftHigh, uint256 leftLow) = Math.mul512(a, b);
        (uint256 rightHigh, uint256 rightLow) = Math.mul512(c, d);
        return leftHigh < rightHigh || (leftHigh == rightHigh && leftLow < rightLow);
    }

    /// @notice 10^(exponent − decimals) as a fraction up ÷ down of whole numbers.
    function powers(uint256 exponent, uint256 decimals) internal pure returns (uint256 up, uint256 down) {
        return
            exponent >= decimals ? (10 ** (exponent - decimals), uint256(1)) : (uint256(1), 10 ** (decimals - exponent));
    }

    /// @notice a · b ÷ denominator, rounded as asked; type(uint256).max where it does not fit.
    function saturatingMulDiv(uint256 a, uint256 b, uint256 denominator, bool roundUp) internal pure returns (uint256) {
        (uint256 high,) = Math.mul512(a, b);
        if (high >= denominator) return type(uint256).max;
        uint256 quotient = Math.mulDiv(a, b, denominator);
        bool inexact = mulmod(a, b, denominator) != 0;
        return roundUp && inexact && quotient != type(uint256).max ? quotient + 1 : quotient;
    }
}
