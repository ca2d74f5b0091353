// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A contract wallet as small as one can be, for tests of sign-in
/// @notice Its owner's signature is its own (ERC-1271). When the owner changes, or locks it, so does its answer.
contract OwnedWallet is IERC1271, Ownable {
    bytes4 private constant NO = 0xffffffff;

    bool public locked;

    constructor(address owner_) Ownable(owner_) {}

    /// @notice While locked it says no to everything, by reverting.
    function setLocked(bool locked_) external onlyOwner {
        locked = locked_;
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        require(!locked, "locked");
        (address signer, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(hash, signature);
        return problem == ECDSA.RecoverError.NoError && signer == owner() ? IERC1271.isValidSignature.selector : NO;
    }
}
