// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {OwnedWallet} from "../src/wallets/OwnedWallet.sol";
import {Tests} from "./Vm.sol";

contract OwnedWalletTest is Tests {
    uint256 private constant KEY = 0xA11CE;
    bytes4 private constant YES = IERC1271.isValidSignature.selector;

    OwnedWallet private wallet;

    function setUp() public {
        wallet = new OwnedWallet(vm.addr(KEY));
    }

    function test_Its_owners_signature_is_its_own(bytes32 hash) public view {
        vm.assertTrue(wallet.isValidSignature(hash, sign(KEY, hash)) == YES, "owner");
        vm.assertTrue(wallet.isValidSignature(hash, sign(KEY + 1, hash)) != YES, "stranger");
        vm.assertTrue(wallet.isValidSignature(keccak256(abi.encode(hash)), sign(KEY, hash)) != YES, "other hash");
        vm.assertTrue(wallet.isValidSignature(hash, "") != YES, "nothing");
    }

    function test_Its_answer_changes_with_its_owner() public {
        bytes32 hash = keccak256("message");
        bytes memory signature = sign(KEY, hash);
        vm.prank(vm.addr(KEY));
        wallet.transferOwnership(vm.addr(KEY + 1));
        vm.assertTrue(wallet.isValidSignature(hash, signature) != YES, "former owner");
        vm.assertTrue(wallet.isValidSignature(hash, sign(KEY + 1, hash)) == YES, "new owner");
    }

    function test_Locked_it_reverts_and_only_its_owner_locks() public {
        bytes32 hash = keccak256("message");
        bytes memory signature = sign(KEY, hash);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(this)));
        wallet.setLocked(true);
        vm.prank(vm.addr(KEY));
        wallet.setLocked(true);
        vm.expectRevert(bytes("locked"));
        wallet.isValidSignature(hash, signature);
    }

    function sign(uint256 key, bytes32 hash) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        return abi.encodePacked(r, s, v);
    }
}
