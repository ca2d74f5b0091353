using System.Numerics;
using CsCheck;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Tests.Evm.Abi;

/// <summary>Random types and values of them.</summary>
internal static class AbiGen
{
    private static readonly Gen<AbiType> Leaf = Gen.OneOf(
        Gen.Int[1, 32].Select(b => (AbiType)new AbiType.UnsignedInteger(b * 8)),
        Gen.Int[1, 32].Select(b => (AbiType)new AbiType.SignedInteger(b * 8)),
        Gen.Int[1, 32].Select(b => (AbiType)new AbiType.FixedBytes(b)),
        Gen.Const((AbiType)new AbiType.Address()),
        Gen.Const((AbiType)new AbiType.Bool()),
        Gen.Const((AbiType)new AbiType.Bytes()),
        Gen.Const((AbiType)new AbiType.Text()));

    /// <summary>One to four types with a value each.</summary>
    public static Gen<(AbiType[], object?[])> Call { get; } =
        Type(3).Array[1, 4].SelectMany(types => Each(types.Select(Value)).Select(values => (types, values)));

    private static Gen<AbiType> Type(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Leaf,
        Type(depth - 1).Select(t => (AbiType)new AbiType.Array(t)),
        Gen.Select(Type(depth - 1), Gen.Int[1, 3]).Select((t, k) => (AbiType)new AbiType.FixedArray(t, k)),
        Type(depth - 1).Array[1, 3].Select(ts => (AbiType)new AbiType.Tuple([.. ts.Select(t => new AbiParameter("", t))])));

    private static Gen<object?> Value(AbiType type) => type switch
    {
        AbiType.UnsignedInteger t => Gen.Byte.Array[t.Bits / 8].Select(b => (object?)new BigInteger(b, isUnsigned: true)),
        AbiType.SignedInteger t => Gen.Byte.Array[t.Bits / 8].Select(b => (object?)new BigInteger(b)),
        AbiType.FixedBytes t => Gen.Byte.Array[t.Length].Select(b => (object?)b),
        AbiType.Address => Gen.Byte.Array[20].Select(b => (object?)Hex.Encode(b)),
        AbiType.Bool => Gen.Bool.Select(b => (object?)b),
        AbiType.Bytes => Gen.Byte.Array[0, 70].Select(b => (object?)b),
        AbiType.Text => Gen.String[Gen.Char.AlphaNumeric, 0, 70].Select(s => (object?)s),
        AbiType.Array t => Gen.Int[0, 3].SelectMany(n => Each(Enumerable.Repeat(Value(t.Element), n))).Select(v => (object?)v),
        AbiType.FixedArray t => Each(Enumerable.Repeat(Value(t.Element), t.Length)).Select(v => (object?)v),
        AbiType.Tuple t => Each(t.Components.Select(c => Value(c.Type))).Select(v => (object?)v),
        _ => throw new InvalidOperationException("AbiType is closed."),
    };

    private static Gen<object?[]> Each(IEnumerable<Gen<object?>> parts) => parts.Aggregate(
        Gen.Const(System.Array.Empty<object?>()),
        (all, next) => Gen.Select(all, next).Select((done, value) => (object?[])[.. done, value]));
}
