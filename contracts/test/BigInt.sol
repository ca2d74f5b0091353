// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Whole numbers of any size by schoolbook multiplication on 32-bit limbs, least first: an arithmetic that
/// shares nothing with the one under test.
library BigInt {
    uint256 private constant LIMB_BITS = 32;
    uint256 private constant LIMB_MASK = 2 ** 32 - 1;

    function from(uint256 value) internal pure returns (uint256[] memory limbs) {
        limbs = new uint256[](8);
        for (uint256 i = 0; i < 8; i++) {
            limbs[i] = (value >> (LIMB_BITS * i)) & LIMB_MASK;
        }
    }

    function times(uint256[] memory a, uint256 factor) internal pure returns (uint256[] memory product) {
        uint256[] memory b = from(factor);
        product = new uint256[](a.length + b.length);
        for (uint256 i = 0; i < a.length; i++) {
            uint256 carry = 0;
            for (uint256 j = 0; j < b.length; j++) {
                uint256 sum = product[i + j] + a[i] * b[j] + carry;
                product[i + j] = sum & LIMB_MASK;
                carry = sum >> LIMB_BITS;
            }
            product[i + b.length] = carry;
        }
    }

    function plus(uint256[] memory a, uint256[] memory b) internal pure returns (uint256[] memory sum) {
        uint256 length = (a.length > b.length ? a.length : b.length) + 1;
        sum = new uint256[](length);
        uint256 carry = 0;
        for (uint256 i = 0; i < length; i++) {
            uint256 limb = limbAt(a, i) + limbAt(b, i) + carry;
            sum[i] = limb & LIMB_MASK;
            carry = limb >> LIMB_BITS;
        }
    }

    function less(uint256[] memory a, uint256[] memory b) internal pure returns (bool) {
        uint256 i = a.length > b.length ? a.length : b.length;
        while (i > 0) {
            i--;
            if (limbAt(a, i) != limbAt(b, i)) return limbAt(a, i) < limbAt(b, i);
        }
        return false;
    }

    function limbAt(uint256[] memory a, uint256 i) private pure returns (uint256) {
        return i < a.length ? a[i] : 0;
    }
}
