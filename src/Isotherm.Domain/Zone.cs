namespace Isotherm.Domain;

/// <summary>A cluster's zone at the end of a block (spec 1.3), also the byte that the wire and the map use.</summary>
public enum Zone : byte
{
    /// <summary>Ratio above warning.</summary>
    Green = 0,

    /// <summary>Ratio from critical to warning, both included.</summary>
    Yellow = 1,

    /// <summary>Ratio below critical.</summary>
    Red = 2,

    /// <summary>An input is missing, invalid, stale or out of range, or the contract disagrees.</summary>
    Unknown = 3,

    /// <summary>Nothing is required.</summary>
    Exempt = 4,

    /// <summary>Collateral was taken; final.</summary>
    Liquidated = 5,
}
