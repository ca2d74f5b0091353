namespace Isotherm.Server.Wire;

/// <summary>How a recording is played.</summary>
/// <param name="Speed">Recorded seconds in a second; null for as fast as it can be read.</param>
/// <param name="Loop">Begins again at the end.</param>
/// <param name="Round">Times that it was begun since the server started; 0 before the first.</param>
/// <param name="From">Time of its first block; null until the recording was read.</param>
/// <param name="To">Time of its last block; null as above.</param>
internal sealed record ReplayBody(double? Speed, bool Loop, int Round, string? From, string? To);
