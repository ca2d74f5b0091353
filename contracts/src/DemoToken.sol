// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Grid Compute, the demo network's collateral token
contract DemoToken is ERC20, Ownable {
    constructor(address owner_) ERC20("Grid Compute", "GRID") Ownable(owner_) {}

    /// @notice Creates `amount` base units (18 decimals) for `to`.
    function mint(address to, uint256 amount) external onlyOwner {
        _mint(to, amount);
    }
}
