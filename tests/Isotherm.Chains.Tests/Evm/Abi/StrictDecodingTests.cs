using System.Numerics;
using CsCheck;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Tests.Evm.Abi;

public sealed class StrictDecodingTests
{
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Ones = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    [Theory]
    [InlineData("uint8", "0000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("uint248", Ones)]
    [InlineData("int8", "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("int8", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("address", "000000000000000000000001d8da6bf26964af9d7eed9e03e53415d37aa96045")]
    [InlineData("bool", "0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("bytes3", "6162630000000000000000000000000000000000000000000000000000000001")]
    [InlineData("uint256", "00")]
    [InlineData("bytes", Zero)]
    [InlineData("bytes", Ones)]
    [InlineData("bytes", "0000000000000000000000000000000000000000000000000000000000000020" + "0000000000000000000000000000000000000000000000000000000000000001" + "6100000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("bytes", "0000000000000000000000000000000000000000000000000000000000000020" + "0000000000000000000000000000000000000000000000000000000000000001" + "61")]
    [InlineData("bytes", "0000000000000000000000000000000000000000000000007fffffffffffffff")]
    [InlineData("uint256[]", "0000000000000000000000000000000000000000000000000000000000000020" + Ones)]
    [InlineData("uint256[]", "0000000000000000000000000000000000000000000000000000000000000020" + "0000000000000000000000000000000000000000000000000000000000000002" + Zero)]
    [InlineData("uint256[2]", Zero)]
    public void Unclean_or_truncated_data_is_an_error_value(string type, string data)
    {
        var malformed = Assert.IsType<AbiDecoded.Malformed>(AbiFunction.Parse($"function f() returns ({type} x)").Decode(Hex.Decode("0x" + data)));
        Assert.Contains("'x'", malformed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Offsets_that_all_point_at_one_large_text_cannot_inflate()
    {
        // 200 offsets to the same 6 000 bytes: 1.2 MB from 13 kB if overlap were allowed.
        var function = AbiFunction.Parse("function f() returns (string[] x)");
        var honest = AbiFunction.Parse("function f(string[] x)").Encode([new object[] { new string('a', 6000) }])[4..];
        var text = honest[96..];
        byte[] hostile = [.. Word(32), .. Word(200), .. Enumerable.Repeat(Word(200 * 32), 200).SelectMany(w => w), .. text];
        Assert.Contains("overlap", Assert.IsType<AbiDecoded.Malformed>(function.Decode(hostile)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_not_UTF8_decodes_since_anyone_may_register_one()
    {
        byte[] data = [.. Word(32), .. Word(2), 0xff, 0xfe, .. new byte[30]];
        var values = Assert.IsType<AbiDecoded.Values>(AbiFunction.Parse("function f() returns (string x)").Decode(data));
        Assert.Equal("\uFFFD\uFFFD", values["x"]);
    }

    [Fact]
    public void Extremes_of_every_integer_width_survive_a_round_trip() => Gen.Int[1, 32].Sample(bytes =>
    {
        var bits = bytes * 8;
        var function = AbiFunction.Parse($"function f(uint{bits} a, int{bits} b, int{bits} c) returns (uint{bits} a, int{bits} b, int{bits} c)");
        object[] values = [(BigInteger.One << bits) - 1, -(BigInteger.One << (bits - 1)), (BigInteger.One << (bits - 1)) - 1];
        Assert.Equal(values, Assert.IsType<AbiDecoded.Values>(function.Decode(function.Encode(values).AsSpan(4))).Items);
        Assert.Throws<ArgumentException>(() => function.Encode((BigInteger)values[0] + 1, 0, 0));
        Assert.Throws<ArgumentException>(() => function.Encode(0, (BigInteger)values[1] - 1, 0));
    });

    [Fact]
    public void Random_values_of_random_types_survive_a_round_trip() => AbiGen.Call.Sample((types, values) =>
    {
        var list = string.Join(',', types.Select(t => t.Canonical));
        var function = AbiFunction.Parse($"function f({list}) returns ({list})");
        var encoded = function.Encode(values);
        var decoded = Assert.IsType<AbiDecoded.Values>(function.Decode(encoded.AsSpan(4)));
        Assert.Equal(encoded, function.Encode([.. decoded.Items]));
    });

    [Fact]
    public void Damaged_data_never_throws_and_truncated_data_never_decodes() => Gen.Select(AbiGen.Call, Gen.Int[0, 10_000], Gen.Byte).Sample((call, place, value) =>
    {
        var list = string.Join(',', call.Item1.Select(t => t.Canonical));
        var function = AbiFunction.Parse($"function f({list}) returns ({list})");
        var encoded = function.Encode(call.Item2).AsSpan(4).ToArray();
        var at = place % encoded.Length;
        Assert.IsType<AbiDecoded.Malformed>(function.Decode(encoded.AsSpan(0, at)));
        encoded[at] = value;
        Assert.IsAssignableFrom<AbiDecoded>(function.Decode(encoded));
    });

    [Fact]
    public void An_indexed_text_decodes_to_its_hash_and_a_wrong_topic_count_is_refused()
    {
        var named = AbiEvent.Parse("event Named(string indexed name, uint256 amount)");
        var hash = Hex.Encode(Keccak.Hash("h100"));
        var values = Assert.IsType<AbiDecoded.Values>(named.Decode([named.Topic, hash], Word(7)));
        Assert.Equal(hash, Hex.Encode((byte[])values["name"]));
        Assert.IsType<AbiDecoded.Malformed>(named.Decode([named.Topic], Word(7)));
        Assert.IsType<AbiDecoded.Malformed>(named.Decode([hash, hash], Word(7)));
        Assert.IsType<AbiDecoded.Malformed>(named.Decode([named.Topic, "0x12"], Word(7)));
    }

    private static byte[] Word(int value)
    {
        var word = new byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(word.AsSpan(28), value);
        return word;
    }
}
