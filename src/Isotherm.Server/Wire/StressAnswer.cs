namespace Isotherm.Server.Wire;

/// <summary>What a stress does to a network at a block. Nothing of it is live.</summary>
/// <param name="Block">The block that the stress starts from.</param>
/// <param name="Stress">As it was asked.</param>
/// <param name="Before">Clusters per zone at the block.</param>
/// <param name="After">Clusters per zone after the cascade's last round.</param>
/// <param name="Already">Below critical before anything was supposed; not among what falls.</param>
/// <param name="Fell">All rounds together.</param>
/// <param name="Rounds">In order; at most one without a depth.</param>
/// <param name="RoundsLeftOut">Rounds after those that are listed.</param>
/// <param name="PriceDecimals">Of every price here; null where the feed never answered.</param>
internal sealed record StressAnswer(
    BlockBody Block,
    StressBody Stress,
    CountsBody Before,
    CountsBody After,
    FallBody Already,
    FallBody Fell,
    IReadOnlyList<StressRoundBody> Rounds,
    int RoundsLeftOut,
    int? PriceDecimals);
