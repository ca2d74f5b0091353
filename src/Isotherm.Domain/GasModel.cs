namespace Isotherm.Domain;

/// <summary>Whether settlement gas is taken off the displayed ratio.</summary>
public enum GasModel
{
    /// <summary>Displayed ratio equals the settlement ratio.</summary>
    None,

    /// <summary>Displayed ratio subtracts <c>nodes × gasPerNode</c>.</summary>
    Modelled,
}
