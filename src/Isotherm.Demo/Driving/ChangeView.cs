namespace Isotherm.Demo.Driving;

/// <summary>An announced change that is still open.</summary>
/// <param name="EffectiveAt">Unix seconds.</param>
internal sealed record ChangeView(long Id, ChangeKind Kind, long EffectiveAt);
