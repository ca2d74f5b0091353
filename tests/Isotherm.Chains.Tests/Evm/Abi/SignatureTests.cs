using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Tests.Evm.Abi;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("function f(uint a, int b)", "f(uint256,int256)")]
    [InlineData("function f((uint256 a, address[] b)[2][] pairs) external view returns ((bool,string) x)", "f((uint256,address[])[2][])")]
    [InlineData("function f(tuple(bytes32 id, tuple(uint8 x) inner) t);", "f((bytes32,(uint8)))")]
    [InlineData("function   f ( ) ", "f()")]
    public void Signatures_reduce_to_canonical_types(string signature, string canonical) =>
        Assert.Equal(canonical, AbiFunction.Parse(signature).Canonical);

    [Theory]
    [InlineData("event f(uint256)", "'function'")]
    [InlineData("function f(uint7 a)", "'uint7' is not an ABI type")]
    [InlineData("function f(uint264 a)", "'uint264' is not an ABI type")]
    [InlineData("function f(uint08 a)", "'uint08' is not an ABI type")]
    [InlineData("function f(bytes33 a)", "'bytes33' is not an ABI type")]
    [InlineData("function f(bytes0 a)", "'bytes0' is not an ABI type")]
    [InlineData("function f(uint256[0] a)", "array length")]
    [InlineData("function f(uint256[99999999999] a)", "array length")]
    [InlineData("function f(uint256[65536][65536] a)", "1 MiB")]
    [InlineData("function f(() a)", "at least one component")]
    [InlineData("function f(uint256 a", "expected ')'")]
    [InlineData("function f(uint256 a) nonsense", "end of the signature")]
    [InlineData("function f(uint256 indexed a)", "other than 'indexed'")]
    [InlineData("function (uint256)", "a name")]
    [InlineData("function f(((((((((((uint8)))))))))))", "levels")]
    [InlineData("function f(uint8[][][][][][][][][] a)", "levels")]
    public void A_bad_signature_is_refused_with_its_place(string signature, string expected)
    {
        var error = Assert.Throws<FormatException>(() => AbiFunction.Parse(signature));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("character", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("event E(uint256 indexed a, uint256 indexed b, uint256 indexed c, uint256 indexed d)", "three indexed")]
    [InlineData("event E(uint256 a) anonymous", "anonymous")]
    public void An_event_that_cannot_be_found_or_held_is_refused(string signature, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => AbiEvent.Parse(signature)).Message, StringComparison.Ordinal);
}
