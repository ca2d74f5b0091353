using System.Numerics;
using System.Reflection;
using CsCheck;
using Isotherm.Domain;
using Isotherm.Storage.Encoding;

namespace Isotherm.Storage.Tests.Encoding;

public sealed class FactCodecTests
{
    private static readonly Gen<BigInteger> Integer =
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, 3], (bytes, edge) => edge switch
        {
            0 => BigInteger.Zero,
            1 => (BigInteger.One << (bytes.Length * 8)) - 1,
            2 => -(BigInteger.One << (bytes.Length * 8)),
            _ => new BigInteger(bytes),
        });

    public static TheoryData<Type> Kinds => [.. typeof(Fact).GetNestedTypes(BindingFlags.Public).Where(t => t.IsSubclassOf(typeof(Fact)))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_fact_reads_back(Type kind) =>
        Facts(kind).Array[0, 5].Sample(
            facts => Assert.Equal(facts, FactCodec.Decode(FactCodec.Encode(facts))), iter: 200, threads: 1);

    [Fact]
    public void Every_kind_has_a_tag_of_its_own()
    {
        var tags = Kinds.Select(k => FactCodec.Encode([Facts((Type)k).Single()])[2]).ToArray();
        Assert.Equal(Enum.GetValues<FactTag>().Select(t => (byte)t).Order(), tags.Order());
        Assert.Equal(Kinds.Select(k => ((Type)k).Name).Order(), Enum.GetNames<FactTag>().Order());
    }

    [Fact]
    public void The_encoding_on_disk_does_not_change()
    {
        Fact[] facts =
        [
            new Fact.ClusterRegistered(new ClusterId(300), "0xab", new ClassId(2), "é", "eu"),
            new Fact.CollateralChanged(new NodeId(0), -1),
        ];
        Assert.Equal("010204022C0104307861620102" + "02C3A9026575" + "09010001FF", Convert.ToHexString(FactCodec.Encode(facts)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0101")]
    [InlineData("0101FF")]
    [InlineData("01010E05")]
    [InlineData("01010E0001")]
    [InlineData("01010E013C00")]
    [InlineData("01FFFFFFFF07")]
    public void Broken_bytes_are_named_as_such(string hex) =>
        Assert.Throws<InvalidDataException>(() => FactCodec.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Feed_readings_read_back() =>
        Gen.Select(Integer, Gen.Int[0, 18], Gen.Long, Integer, (v, d, t, r) => new FeedReading(v, d, t, r))
            .Sample(r => Assert.Equal(r, FeedCodec.Decode(FeedCodec.Encode(r))), iter: 500, threads: 1);

    [Fact]
    public void States_read_back() =>
        Gen.Byte.Array[0, 5_000].Sample(s => Assert.Equal(s, StateCompression.Decompress(StateCompression.Compress(s))), iter: 100, threads: 1);

    [Fact]
    public void A_shortened_state_is_refused()
    {
        var packed = StateCompression.Compress(new byte[10_000]);
        Assert.Throws<InvalidDataException>(() => StateCompression.Decompress(packed.AsSpan(0, packed.Length - 1)));
        Assert.Throws<InvalidDataException>(() => StateCompression.Decompress([]));
    }

    /// <summary>Facts of one kind, made by its constructor from parts of each parameter's type.</summary>
    private static Gen<Fact> Facts(Type kind)
    {
        var constructor = kind.GetConstructors().Single();
        return Gen.Select(
            Integer.Array[constructor.GetParameters().Length],
            Gen.String.Array[constructor.GetParameters().Length],
            Gen.Int.Array[constructor.GetParameters().Length],
            (integers, texts, ints) => (Fact)constructor.Invoke(
                [.. constructor.GetParameters().Select((p, i) => Part(p.ParameterType, integers[i], texts[i], ints[i]))]));
    }

    private static object Part(Type type, BigInteger integer, string text, int number) =>
        type == typeof(BigInteger) ? integer
        : type == typeof(string) ? text
        : type == typeof(int) ? number
        : type == typeof(ClusterId) ? new ClusterId(integer)
        : type == typeof(NodeId) ? new NodeId(integer)
        : type == typeof(ClassId) ? new ClassId(integer)
        : throw new NotSupportedException($"This test makes no {type.Name} yet.");
}
