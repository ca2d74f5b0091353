namespace Isotherm.Server.Auditing;

/// <summary>One view's disagreement, as text for people.</summary>
/// <param name="View">ratio, requirement or queue.</param>
/// <param name="Ours">What Isotherm reads.</param>
/// <param name="Contract">What the contract says.</param>
internal sealed record Difference(string View, string Ours, string Contract);
