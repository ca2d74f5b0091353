using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Manifests;

/// <summary>Which ABI types and which constants an argument takes.</summary>
internal static class ArgumentTypes
{
    private static readonly BigInteger Word = BigInteger.One << 256;

    public static bool Accepts(ArgumentKind kind, AbiType type) => kind switch
    {
        ArgumentKind.Id => type is AbiType.UnsignedInteger or AbiType.Address or AbiType.FixedBytes,
        ArgumentKind.Number => type is AbiType.UnsignedInteger or AbiType.SignedInteger,
        ArgumentKind.SmallNumber => type is AbiType.UnsignedInteger { Bits: <= 24 },
        ArgumentKind.Address => type is AbiType.Address,
        ArgumentKind.Text => type is AbiType.Text or AbiType.FixedBytes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Expected(ArgumentKind kind) => kind switch
    {
        ArgumentKind.Id => "an id (uintN, address or bytesN)",
        ArgumentKind.Number => "a number (uintN or intN)",
        ArgumentKind.SmallNumber => "a small number (uint8, uint16 or uint24)",
        ArgumentKind.Address => "an address",
        ArgumentKind.Text => "a text (string or bytesN)",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The constant as a BigInteger or string; null when it is not of the kind.</summary>
    public static object? Literal(SourceNode value, ArgumentKind kind)
    {
        switch (kind)
        {
            case ArgumentKind.Text:
                return value.Kind == JsonValueKind.String ? value.Text : null;
            case ArgumentKind.Address:
                return value.Kind == JsonValueKind.String && ManifestText.IsHex(value.Text, 40) ? value.Text.ToLowerInvariant() : null;
            default:
                // A number may be written as text where JSON numbers lose digits in other programs.
                var isNumber = value.Kind is JsonValueKind.Number or JsonValueKind.String && value.Text.Length <= 80;
                if (!isNumber || !BigInteger.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    return null;
                }

                var most = kind == ArgumentKind.SmallNumber ? 1 << 24 : Word;
                return number < most && (kind == ArgumentKind.Number ? number > -Word : number.Sign >= 0) ? number : null;
        }
    }
}
