// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {DemoToken} from "../src/DemoToken.sol";
import {GasBurner} from "../src/GasBurner.sol";
import {PriceFeed} from "../src/PriceFeed.sol";
import {Tests} from "./Vm.sol";

contract DemoTest is Tests {
    event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);

    address private constant STRANGER = address(0x0B);

    function test_A_feed_answers_nothing_until_told() public {
        PriceFeed feed = new PriceFeed(8, "GRID / USD", address(this));
        (uint80 round, int256 answer,, uint256 updatedAt,) = feed.latestRoundData();
        vm.assertTrue(round == 0 && answer == 0 && updatedAt == 0, "no round yet");
        vm.assertEq(feed.decimals(), 8, "decimals");
        vm.assertEq(feed.description(), "GRID / USD", "description");
    }

    function test_Each_answer_is_a_new_round_with_its_time() public {
        PriceFeed feed = new PriceFeed(8, "GRID / USD", address(this));
        vm.warp(1_000);
        vm.expectEmit(address(feed));
        emit AnswerUpdated(5, 1, 1_000);
        feed.setAnswer(5);
        vm.expectEmit(address(feed));
        emit AnswerUpdated(-6, 2, 77);
        feed.setAnswerAt(-6, 77);
        (uint80 round, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = feed.latestRoundData();
        vm.assertTrue(round == 2 && answeredIn == 2 && answer == -6, "second round");
        vm.assertTrue(startedAt == 77 && updatedAt == 77, "its time");
    }

    function test_Only_owners_set_answers_and_mint() public {
        PriceFeed feed = new PriceFeed(8, "GRID / USD", address(this));
        DemoToken token = new DemoToken(address(this));
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER);
        vm.startPrank(STRANGER);
        vm.expectRevert(refusal);
        feed.setAnswer(1);
        vm.expectRevert(refusal);
        feed.setAnswerAt(1, 1);
        vm.expectRevert(refusal);
        token.mint(STRANGER, 1);
        vm.stopPrank();
        token.mint(STRANGER, 3);
        vm.assertEq(token.balanceOf(STRANGER), 3, "minted");
        vm.assertEq(token.decimals(), 18, "decimals");
        vm.assertEq(token.symbol(), "GRID", "symbol");
        vm.assertEq(token.name(), "Grid Compute", "name");
    }

    function test_The_burner_burns_about_what_it_is_told(uint256 asked) public {
        asked = bound(asked, 1_000, 5_000_000);
        GasBurner burner = new GasBurner();
        uint256 before = gasleft();
        burner.burn(asked);
        uint256 burned = before - gasleft();
        vm.assertGe(burned, asked, "at least that much");
        vm.assertLe(burned, asked + 5_000, "and hardly more");
    }
}
