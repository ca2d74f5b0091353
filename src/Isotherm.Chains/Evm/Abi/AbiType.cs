using System.Globalization;

namespace Isotherm.Chains.Evm.Abi;

/// <summary>A type of the contract ABI (Solidity documentation, "Contract ABI Specification").</summary>
public abstract record AbiType
{
    private AbiType()
    {
    }

    /// <summary>uint8 … uint256, decoded as <see cref="System.Numerics.BigInteger"/>.</summary>
    public sealed record UnsignedInteger(int Bits) : AbiType;

    /// <summary>int8 … int256, decoded as <see cref="System.Numerics.BigInteger"/>.</summary>
    public sealed record SignedInteger(int Bits) : AbiType;

    /// <summary>address, decoded as lower-case 0x-hex.</summary>
    public sealed record Address : AbiType;

    /// <summary>bool.</summary>
    public sealed record Bool : AbiType;

    /// <summary>bytes1 … bytes32, decoded as a byte array of that length.</summary>
    public sealed record FixedBytes(int Length) : AbiType;

    /// <summary>bytes, decoded as a byte array.</summary>
    public sealed record Bytes : AbiType;

    /// <summary>string; bytes that are not UTF-8 decode to U+FFFD, since anyone may put them on chain.</summary>
    public sealed record Text : AbiType;

    /// <summary>T[], decoded as an object array.</summary>
    public sealed record Array(AbiType Element) : AbiType;

    /// <summary>T[k] with k &gt; 0, decoded as an object array.</summary>
    public sealed record FixedArray(AbiType Element, int Length) : AbiType;

    /// <summary>A tuple, decoded as an object array.</summary>
    public sealed record Tuple(IReadOnlyList<AbiParameter> Components) : AbiType;

    /// <summary>The canonical name that selectors and topics hash, for example <c>(uint256,address)[2]</c>.</summary>
    public string Canonical => this switch
    {
        UnsignedInteger t => "uint" + t.Bits.ToString(CultureInfo.InvariantCulture),
        SignedInteger t => "int" + t.Bits.ToString(CultureInfo.InvariantCulture),
        Address => "address",
        Bool => "bool",
        FixedBytes t => "bytes" + t.Length.ToString(CultureInfo.InvariantCulture),
        Bytes => "bytes",
        Text => "string",
        Array t => t.Element.Canonical + "[]",
        FixedArray t => $"{t.Element.Canonical}[{t.Length.ToString(CultureInfo.InvariantCulture)}]",
        Tuple t => "(" + string.Join(',', t.Components.Select(c => c.Type.Canonical)) + ")",
        _ => throw new InvalidOperationException("AbiType is closed."),
    };

    /// <summary>Whether the value lies behind an offset.</summary>
    public bool IsDynamic => this switch
    {
        Bytes or Text or Array => true,
        FixedArray t => t.Element.IsDynamic,
        Tuple t => t.Components.Any(c => c.Type.IsDynamic),
        _ => false,
    };

    /// <summary>Bytes in the head: 32 for dynamic types, else the whole value.</summary>
    public long HeadSize => this switch
    {
        FixedArray t when !t.IsDynamic => t.Length * t.Element.HeadSize,
        Tuple t when !t.IsDynamic => t.Components.Sum(c => c.Type.HeadSize),
        _ => 32,
    };
}
