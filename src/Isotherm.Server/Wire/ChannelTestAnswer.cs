namespace Isotherm.Server.Wire;

/// <summary>What became of a test message.</summary>
/// <param name="Taken">Whether the channel took it.</param>
/// <param name="Status">The endpoint's status, where it has one.</param>
/// <param name="Answer">A cut of what it said, or why no answer came; never a secret.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record ChannelTestAnswer(bool Taken, int? Status, string Answer, int Milliseconds);
