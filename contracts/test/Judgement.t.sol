// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettlementErrors as E} from "../src/SettlementErrors.sol";
import {BigInt} from "./BigInt.sol";
import {Network} from "./Network.sol";

/// @notice The arithmetic through the contract, where a judgement has consequences.
contract JudgementTest is Network {
    using BigInt for uint256;
    using BigInt for uint256[];

    function test_A_cluster_is_flagged_exactly_when_big_numbers_say_below(
        uint256 price,
        uint64 base,
        uint32 demandBps,
        uint256 offset
    ) public {
        price = bound(price, 1, 1e14);
        base = uint64(bound(base, 1, 1e14));
        demandBps = uint32(bound(demandBps, 1, 1e6));
        (uint256 id, uint256 nodeId) = registerWeak(0);
        vm.startPrank(ADMIN);
        layer.setRequirement(classId, base);
        layer.setDemand(classId, demandBps);
        vm.stopPrank();
        feed.setAnswer(int256(price));
        uint256 requirement = 8 * uint256(base) * demandBps;
        uint256 line = requirement * CRITICAL * 1e10 / price;
        uint256 assets = line + bound(offset, 0, 4);
        assets = assets > 2 ? assets - 2 : 1;
        token.mint(STRANGER, assets);
        vm.prank(STRANGER);
        layer.stake(nodeId, assets);

        judge(id, assets, price, requirement);
    }

    function judge(uint256 id, uint256 assets, uint256 price, uint256 requirement) private {
        uint256 ratio = layer.ratioOf(id);
        vm.assertTrue(!assets.from().times(price).times(1e4).less(requirement.from().times(ratio)), "floor");
        vm.assertTrue((ratio >= 1e18) == (assets >= layer.requiredTokensOf(id)), "required tokens are a ratio of 1");
        bool below = assets.from().times(price).less(requirement.from().times(CRITICAL).times(1e10));
        if (!below) refuses(E.NotBelowCritical.selector, id);
        layer.flag(id);
    }
}
