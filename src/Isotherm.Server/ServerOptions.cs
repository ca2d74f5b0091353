using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Isotherm.Server.Auth;

namespace Isotherm.Server;

/// <summary>What the command line says.</summary>
internal sealed record ServerOptions
{
    /// <summary>Manifests, one a network; at least one.</summary>
    public required IReadOnlyList<string> Manifests { get; init; }

    /// <summary>Directory of the journals, one subdirectory a network. Default: <c>data</c>.</summary>
    public string Data { get; init; } = "data";

    /// <summary>TCP port, 0–65535; 0 takes a free one. Default: 5080.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Address to listen at. Default: 127.0.0.1, this machine alone.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>The built page; null takes <c>web/dist</c> where it exists.</summary>
    public string? Web { get; init; }

    /// <summary>Open streams over all networks, 1–100 000. Default: 12 000.</summary>
    public int MaxViewers { get; init; } = 12_000;

    /// <summary>Blocks from one saved state to the next, 1–1 000 000: a start replays at most so many. Default: 1 000.</summary>
    public int SnapshotEvery { get; init; } = 1_000;

    /// <summary>Origins under which people see the page, http or https; none: the address it listens at. Sign-in messages must name one.</summary>
    public IReadOnlyList<PublicOrigin> PublicUrls { get; init; } = [];

    /// <summary>What needs a sign-in. Default: writes.</summary>
    public SignInPolicy SignIn { get; init; } = SignInPolicy.Writes;

    /// <summary>Chain ids on which wallets may sign in, beside those of the networks.</summary>
    public IReadOnlyList<ulong> SignInChains { get; init; } = [];

    /// <summary>Addresses of reverse proxies whose <c>X-Forwarded-For</c> is believed; none: nobody's is.</summary>
    public IReadOnlyList<System.Net.IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>What alerts may be sent to besides the internet's global addresses. Default: nothing.</summary>
    public AllowList AllowedTargets { get; init; } = AllowList.Empty;

    /// <summary>Days for which a delivery is kept with its log after it is over, 1–36 500. Default: 90.</summary>
    public int KeepDeliveries { get; init; } = 90;

    /// <summary>What is asked every so often while all is well, read from a file; a secret. Null for nobody.</summary>
    public Secret? DeadManUrl { get; init; }

    /// <summary>Between two such requests, 10 s to a day. Default: a minute.</summary>
    public TimeSpan DeadManEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much one address or account may ask.</summary>
    public RateLimitOptions RateLimits { get; init; } = new();

    /// <summary>How to call the program.</summary>
    public const string Usage = """
        Isotherm.Server --manifest FILE [--manifest FILE …] [--data DIR] [--port N] [--bind ADDRESS] [--web DIR] [--max-viewers N] [--snapshot-every N]
                        [--public-url URL …] [--sign-in writes|all] [--sign-in-chain ID …] [--trusted-proxy ADDRESS …] [--allow-target TARGETS …]
                        [--keep-deliveries DAYS] [--dead-man FILE] [--dead-man-every SECONDS]

          --manifest FILE    a network's manifest; repeat for more networks
          --data DIR         where journals live (default: data)
          --port N           TCP port, 0 for a free one (default: 5080)
          --bind ADDRESS     IP address to listen at (default: 127.0.0.1)
          --web DIR          the built page (default: web/dist where it exists)
          --max-viewers N    limit of open streams (default: 12000)
          --snapshot-every N blocks from one saved state to the next (default: 1000)
          --public-url URL   where people see the page, such as https://isotherm.example; repeat for more (default: the address it listens at)
          --sign-in WHAT     what needs a sign-in: writes (rules, channels, keys) or all (default: writes)
          --sign-in-chain ID a chain on which wallets may sign in beside those of the networks; repeat for more
          --trusted-proxy ADDRESS  a reverse proxy whose X-Forwarded-For is believed; repeat for more
          --allow-target TARGETS   what alerts may be sent to besides global addresses: host:port or ranges such as 10.0.0.0/8, separated by commas
          --keep-deliveries DAYS   how long the delivery log keeps what is over (default: 90)
          --dead-man FILE          a file that holds the URL to ask while all is well; its watcher hears of our silence
          --dead-man-every SECONDS between two such requests, 10 to 86400 (default: 60)
        """;
}
