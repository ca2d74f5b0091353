namespace Isotherm.Alerts.Folding;

/// <summary>What messages say of their network.</summary>
/// <param name="Network">Id.</param>
/// <param name="NetworkName">Printed name.</param>
/// <param name="TokenSymbol">The collateral token's symbol.</param>
/// <param name="TokenDecimals">Its decimals.</param>
/// <param name="ConfirmationsOrNull">Blocks below head at which a block counts as confirmed; null where nothing is to be said of it.</param>
/// <param name="Label">A condition that every message must carry, such as a policy simulation; null for none.</param>
public sealed record AlertContext(
    string Network,
    string NetworkName,
    string TokenSymbol,
    int TokenDecimals,
    int? ConfirmationsOrNull = null,
    string? Label = null);
