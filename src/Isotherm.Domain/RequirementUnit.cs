namespace Isotherm.Domain;

/// <summary>The currency of a class's base requirement.</summary>
public enum RequirementUnit
{
    /// <summary>US dollars with 8 decimals; the undivided requirement counts USD × 10⁻¹².</summary>
    Usd,

    /// <summary>The collateral token's base units; the undivided requirement counts token wei × 10⁻⁴. Price has no effect.</summary>
    Token,
}
