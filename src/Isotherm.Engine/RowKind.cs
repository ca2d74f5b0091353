namespace Isotherm.Engine;

/// <summary>What a row's own columns, or a class's, say about the zone before any comparison.</summary>
internal enum RowKind : byte
{
    /// <summary>The zone is a colour, decided by comparison.</summary>
    Coloured,

    /// <summary>Nothing is required.</summary>
    Exempt,

    /// <summary>An amount is missing or out of range.</summary>
    Unknown,

    /// <summary>Liquidated; rows only.</summary>
    Liquidated,

    /// <summary>The contract disagrees, so the zone is unknown whatever the class says; rows only.</summary>
    Disputed,
}
