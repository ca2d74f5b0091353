// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DemoToken} from "../src/DemoToken.sol";
import {RigBondEvents, Standing} from "../src/RigBondSurface.sol";
import {RigBonds} from "../src/RigBonds.sol";
import {Tests} from "./Vm.sol";

/// @notice Rig bonds with round numbers: 8 GPUs at 10 tokens and factor 2.0 require 160 tokens, so the lines are at 240
/// (comfort, 1.5) and 192 (danger, 1.2). An earning GPU makes a token in 1 000 seconds.
abstract contract BondNetwork is Tests, RigBondEvents {
    uint256 internal constant UNIT = 1e18;
    uint256 internal constant AT_COMFORT = 240 * UNIT;
    uint256 internal constant AT_DANGER = 192 * UNIT;
    uint256 internal constant POOL = 1_000_000 * UNIT;
    uint256 internal constant RATE = UNIT / 1_000 * 1e12;
    uint64 internal constant COOLDOWN = 50;
    uint64 internal constant PATIENCE = 60;
    uint64 internal constant START = 1_700_000_000;
    bytes32 internal constant MODEL = "h100";

    address internal constant STEWARD = address(0xAD);
    address internal constant TREASURY = address(0x7E);
    address internal constant FARMER = address(0x0A);
    address internal constant STRANGER = address(0x0B);

    DemoToken internal token;
    RigBonds internal bonds;

    function setUp() public virtual {
        vm.warp(START);
        token = new DemoToken(address(this));
        bonds = new RigBonds(token, TREASURY, STEWARD, COOLDOWN);
        fund(FARMER);
        fund(STRANGER);
        vm.startPrank(STEWARD);
        bonds.listModel(MODEL, uint64(10 * UNIT), 20_000);
        bonds.setRate(RATE);
        vm.stopPrank();
        vm.prank(STRANGER);
        bonds.fund(POOL);
    }

    function fund(address account) internal {
        token.mint(account, 1e30);
        vm.prank(account);
        token.approve(address(bonds), type(uint256).max);
    }

    /// @notice A farm of FARMER's: one rig of 8 GPUs with `amount`, at least comfort.
    function farm(uint256 amount) internal returns (uint256 farmId, uint256 rigId) {
        vm.startPrank(FARMER);
        farmId = bonds.openFarm(MODEL, "north hall");
        rigId = bonds.plug(farmId, 8, amount);
        vm.stopPrank();
    }

    /// @notice A farm whose rig holds `amount`, however little, and earns nothing; it is fined down to it.
    function weakFarm(uint256 amount) internal returns (uint256 farmId, uint256 rigId) {
        (farmId, rigId) = farm(AT_COMFORT);
        vm.prank(FARMER);
        bonds.tune(rigId, 0);
        vm.prank(STEWARD);
        bonds.fine(rigId, AT_COMFORT - amount, "weak");
    }

    function pass(uint256 duration) internal {
        vm.warp(block.timestamp + duration);
    }

    function stands(uint256 farmId, Standing expected, string memory what) internal view {
        (Standing standing,,) = bonds.statusOf(farmId);
        vm.assertEq(uint256(standing), uint256(expected), what);
    }

    function refuses(bytes memory reason) internal {
        vm.expectRevert(reason);
    }
}
