using System.Globalization;

namespace Isotherm.Server.Tests.Auth;

/// <summary>A sign-in message as a test wants it; each part stands as it is given.</summary>
internal sealed record Siwe
{
    public string Head { get; init; } = "localhost:5080 wants you to sign in with your Ethereum account:";

    public required string Address { get; init; }

    public string? Statement { get; init; } = "Sign in to Isotherm.";

    public string Uri { get; init; } = "http://localhost:5080";

    public string Version { get; init; } = "1";

    public string ChainId { get; init; } = "1";

    public required string Nonce { get; init; }

    public required string IssuedAt { get; init; }

    /// <summary>Whole lines behind the last needed one, without the first LF.</summary>
    public string? More { get; init; }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public override string ToString() =>
        $"{Head}\n{Address}\n\n{(Statement is null ? "" : Statement + "\n")}\nURI: {Uri}\nVersion: {Version}\nChain ID: {ChainId}\nNonce: {Nonce}\nIssued At: {IssuedAt}"
        + (More is null ? "" : "\n" + More);
}
