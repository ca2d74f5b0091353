namespace Isotherm.Server.Wire;

/// <summary>The server's clock.</summary>
/// <param name="Time">ISO-8601 UTC, milliseconds.</param>
/// <param name="UnixMilliseconds">The same since 1970.</param>
internal sealed record TimeAnswer(string Time, long UnixMilliseconds);
