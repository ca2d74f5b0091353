// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Fills blocks, so that the base fee rises as EIP-1559 says
contract GasBurner {
    /// @notice Burns about `gasToUse` gas on top of what the call itself costs.
    function burn(uint256 gasToUse) external view {
        uint256 start = gasleft();
        while (start - gasleft() < gasToUse) {}
    }
}
