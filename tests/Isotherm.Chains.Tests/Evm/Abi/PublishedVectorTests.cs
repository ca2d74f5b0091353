using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Tests.Evm.Abi;

/// <summary>Vectors of the Solidity documentation ("Contract ABI Specification", "Control structures") and of well-known contracts.</summary>
public sealed class PublishedVectorTests
{
    [Theory]
    [InlineData("function baz(uint32 x, bool y) pure returns (bool r)", "cdcd77c0")]
    [InlineData("function bar(bytes3[2] memory) pure", "fce353f6")]
    [InlineData("function sam(bytes memory, bool, uint[] memory) pure", "a5643bf2")]
    [InlineData("function f(uint256,uint32[],bytes10,bytes)", "8be65246")]
    [InlineData("function g(uint256[][],string[])", "2289b18c")]
    [InlineData("function transfer(address to, uint256 amount) returns (bool)", "a9059cbb")]
    [InlineData("function balanceOf(address) view returns (uint256)", "70a08231")]
    [InlineData("function decimals() view returns (uint8)", "313ce567")]
    [InlineData("function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)", "feaf968c")]
    public void Selectors_are_the_published_ones(string signature, string selector) =>
        Assert.Equal(selector, Convert.ToHexStringLower([.. AbiFunction.Parse(signature).Selector]));

    [Theory]
    [InlineData("event Transfer(address indexed from, address indexed to, uint256 value)", "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")]
    [InlineData("event Approval(address indexed owner, address indexed spender, uint256 value)", "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925")]
    [InlineData("event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)", "0x0559884fd3a460db3073b7fc896cc77986f16e378210ded43186175bf646fc5f")]
    public void Topics_are_the_published_ones(string signature, string topic) => Assert.Equal(topic, AbiEvent.Parse(signature).Topic);

    [Theory]
    [InlineData("error InsufficientBalance(uint256 available, uint256 required)", "cf479181")]
    [InlineData("error Error(string)", "08c379a0")]
    [InlineData("error Panic(uint256)", "4e487b71")]
    public void Error_selectors_are_the_published_ones(string signature, string selector) =>
        Assert.Equal(selector, Convert.ToHexStringLower([.. AbiError.Parse(signature).Selector]));

    [Fact]
    public void Keccak_of_nothing_is_the_published_hash() =>
        Assert.Equal("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", Hex.Encode(Keccak.Hash("")));

    [Fact]
    public void Baz_of_69_and_true() => AssertCall(
        "function baz(uint32,bool)",
        [69, true],
        """
        0000000000000000000000000000000000000000000000000000000000000045
        0000000000000000000000000000000000000000000000000000000000000001
        """);

    [Fact]
    public void Bar_of_abc_and_def() => AssertCall(
        "function bar(bytes3[2])",
        [new object[] { "abc"u8.ToArray(), "def"u8.ToArray() }],
        """
        6162630000000000000000000000000000000000000000000000000000000000
        6465660000000000000000000000000000000000000000000000000000000000
        """);

    [Fact]
    public void Sam_of_dave_true_and_three_numbers() => AssertCall(
        "function sam(bytes,bool,uint256[])",
        ["dave"u8.ToArray(), true, new object[] { 1, 2, 3 }],
        """
        0000000000000000000000000000000000000000000000000000000000000060
        0000000000000000000000000000000000000000000000000000000000000001
        00000000000000000000000000000000000000000000000000000000000000a0
        0000000000000000000000000000000000000000000000000000000000000004
        6461766500000000000000000000000000000000000000000000000000000000
        0000000000000000000000000000000000000000000000000000000000000003
        0000000000000000000000000000000000000000000000000000000000000001
        0000000000000000000000000000000000000000000000000000000000000002
        0000000000000000000000000000000000000000000000000000000000000003
        """);

    [Fact]
    public void F_mixes_static_and_dynamic_values() => AssertCall(
        "function f(uint256,uint32[],bytes10,bytes)",
        [0x123, new object[] { 0x456, 0x789 }, "1234567890"u8.ToArray(), "Hello, world!"u8.ToArray()],
        """
        0000000000000000000000000000000000000000000000000000000000000123
        0000000000000000000000000000000000000000000000000000000000000080
        3132333435363738393000000000000000000000000000000000000000000000
        00000000000000000000000000000000000000000000000000000000000000e0
        0000000000000000000000000000000000000000000000000000000000000002
        0000000000000000000000000000000000000000000000000000000000000456
        0000000000000000000000000000000000000000000000000000000000000789
        000000000000000000000000000000000000000000000000000000000000000d
        48656c6c6f2c20776f726c642100000000000000000000000000000000000000
        """);

    [Fact]
    public void G_nests_dynamic_arrays() => AssertCall(
        "function g(uint256[][],string[])",
        [new object[] { new object[] { 1, 2 }, new object[] { 3 } }, new object[] { "one", "two", "three" }],
        """
        0000000000000000000000000000000000000000000000000000000000000040
        0000000000000000000000000000000000000000000000000000000000000140
        0000000000000000000000000000000000000000000000000000000000000002
        0000000000000000000000000000000000000000000000000000000000000040
        00000000000000000000000000000000000000000000000000000000000000a0
        0000000000000000000000000000000000000000000000000000000000000002
        0000000000000000000000000000000000000000000000000000000000000001
        0000000000000000000000000000000000000000000000000000000000000002
        0000000000000000000000000000000000000000000000000000000000000001
        0000000000000000000000000000000000000000000000000000000000000003
        0000000000000000000000000000000000000000000000000000000000000003
        0000000000000000000000000000000000000000000000000000000000000060
        00000000000000000000000000000000000000000000000000000000000000a0
        00000000000000000000000000000000000000000000000000000000000000e0
        0000000000000000000000000000000000000000000000000000000000000003
        6f6e650000000000000000000000000000000000000000000000000000000000
        0000000000000000000000000000000000000000000000000000000000000003
        74776f0000000000000000000000000000000000000000000000000000000000
        0000000000000000000000000000000000000000000000000000000000000005
        7468726565000000000000000000000000000000000000000000000000000000
        """);

    [Fact]
    public void A_revert_reason_decodes()
    {
        var data = Hex.Decode("0x08c379a0"
            + "0000000000000000000000000000000000000000000000000000000000000020"
            + "000000000000000000000000000000000000000000000000000000000000001a"
            + "4e6f7420656e6f7567682045746865722070726f76696465642e000000000000");
        var decoded = Assert.IsType<AbiDecoded.Values>(AbiError.Parse("error Error(string reason)").Decode(data));
        Assert.Equal("Not enough Ether provided.", decoded["reason"]);
    }

    [Fact]
    public void A_log_decodes_to_named_values()
    {
        var transfer = AbiEvent.Parse("event Transfer(address indexed from, address indexed to, uint256 value)");
        string[] topics =
        [
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
            "0x0000000000000000000000000000000000000000000000000000000000000000",
            "0x000000000000000000000000d8da6bf26964af9d7eed9e03e53415d37aa96045",
        ];
        var decoded = Assert.IsType<AbiDecoded.Values>(transfer.Decode(topics, Hex.Decode("0x0000000000000000000000000000000000000000000000000de0b6b3a7640000")));
        Assert.Equal("0xd8da6bf26964af9d7eed9e03e53415d37aa96045", decoded["to"]);
        Assert.Equal(BigInteger.Pow(10, 18), decoded["value"]);
    }

    private static void AssertCall(string signature, object?[] arguments, string words)
    {
        var function = AbiFunction.Parse(signature);
        var expected = words.ReplaceLineEndings("");
        var call = function.Encode(arguments);
        Assert.Equal(expected, Convert.ToHexStringLower(call.AsSpan(4)));

        var decoded = Assert.IsType<AbiDecoded.Values>(function.DecodeCall(call));
        Assert.Equal(call, function.Encode([.. decoded.Items]));
    }
}
