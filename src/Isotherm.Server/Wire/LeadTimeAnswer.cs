namespace Isotherm.Server.Wire;

/// <summary>How much warning liquidations had.</summary>
/// <param name="Block">The head of the answer.</param>
/// <param name="Liquidations">Newest first.</param>
/// <param name="Alerted">Of these, those that an alert was delivered before.</param>
/// <param name="Missed">Of these, those without one.</param>
/// <param name="MedianLeadSeconds">The lower median of the lead of those that were alerted; null where none was.</param>
internal sealed record LeadTimeAnswer(
    BlockBody Block, IReadOnlyList<LeadTimeBody> Liquidations, int Alerted, int Missed, double? MedianLeadSeconds);
