namespace Isotherm.Chains.Manifests;

/// <summary>What an effect's argument must be.</summary>
public enum ArgumentKind
{
    /// <summary>An identity: uintN, or address or bytesN read as a big-endian integer.</summary>
    Id,

    /// <summary>A number: uintN or intN.</summary>
    Number,

    /// <summary>A number of at most 24 bits.</summary>
    SmallNumber,

    /// <summary>An address.</summary>
    Address,

    /// <summary>A string, or bytesN holding zero-padded UTF-8 (printed as 0x-hex when it does not).</summary>
    Text,
}
