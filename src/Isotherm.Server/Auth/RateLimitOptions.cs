namespace Isotherm.Server.Auth;

/// <summary>How much one address or account may ask; streams are limited by <see cref="ServerOptions.MaxViewers"/>.</summary>
internal sealed record RateLimitOptions
{
    /// <summary>Requests an address may make at once. Default: 5 000.</summary>
    public int Burst { get; init; } = 5_000;

    /// <summary>Requests a second that it gets back. Default: 500.</summary>
    public int PerSecond { get; init; } = 500;

    /// <summary>Nonces and sign-ins an address may ask for at once; as many come back a minute. Default: 60.</summary>
    public int SignIn { get; init; } = 60;

    /// <summary>Changes an account, or an address without one, may make at once; as many come back a minute. Default: 240.</summary>
    public int Writes { get; init; } = 240;
}
