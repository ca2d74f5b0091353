// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RatioMath} from "../src/RatioMath.sol";
import {BigInt} from "./BigInt.sol";
import {Tests} from "./Vm.sol";

/// @notice The ratio's arithmetic against big numbers, over all decimals and widths that can occur.
contract ArithmeticTest is Tests {
    using BigInt for uint256;
    using BigInt for uint256[];

    /// @dev One case. `tilt` places assets around the line that `bps` draws, where judging is hard.
    struct Case {
        uint256 assets;
        uint256 price;
        uint64 gpus;
        uint64 base;
        uint32 demandBps;
        uint32 bps;
        uint8 decimals;
        uint8 tilt;
    }

    function test_Below_is_decided_as_big_numbers_decide_it(Case memory c) public pure {
        uint256 requirement = shape(c);
        uint256[] memory left = c.assets.from().times(c.price).times(10 ** 16);
        uint256[] memory right = uint256(c.gpus).from().times(c.base).times(c.demandBps).times(c.bps);
        right = right.times(10 ** uint256(c.decimals));
        bool below = RatioMath.isBelow(c.assets, c.price, requirement, c.bps, c.decimals);
        vm.assertTrue(below == left.less(right), "below");
    }

    function test_The_ratio_is_the_floor_with_18_decimals(Case memory c) public pure {
        uint256 requirement = shape(c);
        vm.assume(requirement != 0);
        uint256 ratio = RatioMath.ratio(c.assets, c.price, requirement, c.decimals);
        uint256[] memory numerator = c.assets.from().times(c.price).times(10 ** 30);
        uint256[] memory denominator = requirement.from().times(10 ** uint256(c.decimals));
        vm.assertTrue(!numerator.less(denominator.times(ratio)), "not above");
        bool full = ratio == type(uint256).max;
        vm.assertTrue(full || numerator.less(denominator.times(ratio).plus(denominator)), "and the greatest such");
    }

    function test_Required_tokens_are_the_least_that_are_worth_the_requirement(Case memory c) public pure {
        uint256 requirement = shape(c);
        uint256 tokens = RatioMath.requiredTokens(c.price, requirement, c.decimals);
        uint256[] memory needed = requirement.from().times(10 ** uint256(c.decimals));
        if (tokens != type(uint256).max) {
            vm.assertTrue(!tokens.from().times(c.price).times(10 ** 12).less(needed), "enough");
        }
        if (tokens != 0) {
            vm.assertTrue((tokens - 1).from().times(c.price).times(10 ** 12).less(needed), "and one less is not");
        }
    }

    function test_Products_compare_in_full_width(uint256 a, uint256 b, uint256 c, uint256 d, uint8 tilt) public pure {
        if (tilt % 4 == 0) (c, d) = (b, a);
        if (tilt % 4 == 1) (c, d) = (a, b == type(uint256).max ? b : b + 1);
        vm.assertTrue(RatioMath.productLess(a, b, c, d) == a.from().times(b).less(c.from().times(d)), "a b < c d");
    }

    function test_Known_ratios() public pure {
        // 1 200 tokens of 18 decimals at 1 USD of 8 decimals, against 800 USD.
        vm.assertEq(RatioMath.ratio(1200e18, 1e8, 8e14, 26), 1.5e18, "1.5");
        // One base unit less is seen in the 18th decimal only where a unit weighs that much.
        vm.assertEq(RatioMath.ratio(1200e18 - 1, 1e8, 8e14, 26), 1.5e18 - 1, "just under 1.5");
        vm.assertEq(RatioMath.ratio(2e6, 1e18, 3e12, 24), 666666666666666666, "two thirds, floor");
        vm.assertEq(RatioMath.ratio(7, 3, 1e12, 0), 21e18, "no decimals at all");
        vm.assertEq(RatioMath.requiredTokens(3e8, 1e12, 26), 333333333333333334, "a third of a token, ceiling");
        vm.assertEq(RatioMath.requiredTokens(1, 1, 0), 1, "a fraction of a token is one token");
        vm.assertEq(RatioMath.requiredTokens(5, 10e12, 0), 2, "exact");
    }

    /// @dev Brings a case into range and, for most, onto or beside the line assets · price · 10^16 = bps · R · 10^decimals.
    function shape(Case memory c) private pure returns (uint256 requirement) {
        c.price = bound(c.price >> (c.tilt % 3 == 0 ? 200 : 160), 1, type(uint96).max);
        c.decimals = uint8(bound(c.decimals, 0, 54));
        c.bps = uint32(bound(c.bps, 1, type(uint32).max));
        requirement = uint256(c.gpus) * c.base * c.demandBps;
        if (c.tilt % 4 == 0) return requirement;
        (c.gpus, c.base, c.demandBps) = (c.gpus % 1e5, c.base % 1e12, c.demandBps % 1e6);
        c.decimals = c.decimals % 37;
        requirement = uint256(c.gpus) * c.base * c.demandBps;
        uint256 line = c.bps * requirement * 10 ** uint256(c.decimals) / (c.price * 10 ** 16);
        c.assets = line + c.tilt % 4 - 1;
        if (c.tilt % 8 >= 4 && line > 0) c.assets -= 1;
    }
}
