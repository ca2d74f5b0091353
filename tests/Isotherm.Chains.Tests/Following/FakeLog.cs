namespace Isotherm.Chains.Tests.Following;

/// <summary>A log of a <see cref="FakeBlock"/>.</summary>
internal sealed record FakeLog(string Address, IReadOnlyList<string> Topics, byte[] Data);
