using System.Runtime.Intrinsics;

namespace Isotherm.Engine;

/// <summary>Four 32-bit lanes that add and subtract modulo 2³²: the hash of a row, or the sum over rows (docs/protocol.md, "stateHash").</summary>
public readonly record struct StateDigest(uint Lane0, uint Lane1, uint Lane2, uint Lane3)
{
    private static readonly Vector128<uint> Seeds = Vector128.Create(0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4);

    /// <summary>Lane-wise sum.</summary>
    public static StateDigest operator +(StateDigest left, StateDigest right) => left.Add(right);

    /// <summary>Lane-wise difference.</summary>
    public static StateDigest operator -(StateDigest left, StateDigest right) => left.Subtract(right);

    /// <summary>Lane-wise sum modulo 2³².</summary>
    public StateDigest Add(StateDigest other) =>
        unchecked(new(Lane0 + other.Lane0, Lane1 + other.Lane1, Lane2 + other.Lane2, Lane3 + other.Lane3));

    /// <summary>Lane-wise difference modulo 2³².</summary>
    public StateDigest Subtract(StateDigest other) =>
        unchecked(new(Lane0 - other.Lane0, Lane1 - other.Lane1, Lane2 - other.Lane2, Lane3 - other.Lane3));

    /// <summary>32 lower-case hex digits, eight a lane, in lane order.</summary>
    public override string ToString() => $"{Lane0:x8}{Lane1:x8}{Lane2:x8}{Lane3:x8}";

    /// <summary>The digest of one row's bytes.</summary>
    public static StateDigest OfRow(ReadOnlySpan<byte> bytes)
    {
        Vector128<uint> lanes = MurmurHash3.Hash(bytes, Seeds);
        return new(lanes[0], lanes[1], lanes[2], lanes[3]);
    }
}
