using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;

namespace Isotherm.Server.Auth;

/// <summary>Rate limits: an address's requests to the API, an account's or address's changes, and more strictly an address's sign-ins. Beyond them it is 429 with Retry-After.</summary>
internal static class RequestLimits
{
    /// <summary>The policy of nonces and sign-ins.</summary>
    public const string SignIn = "sign-in";

    private const int PrefixBytes = 8; // of an IPv6 address: one customer has as many addresses as it likes behind it

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services, RateLimitOptions limits) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsApi(http)
                ? RateLimitPartition.GetTokenBucketLimiter(Address(http), _ => Bucket(limits.Burst, limits.PerSecond, TimeSpan.FromSeconds(1)))
                : RateLimitPartition.GetNoLimiter("")),
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsApi(http) && IsChange(http.Request)
                ? RateLimitPartition.GetTokenBucketLimiter(http.Caller()?.Account ?? Address(http), _ => PerMinute(limits.Writes))
                : RateLimitPartition.GetNoLimiter("")));
        limiter.AddPolicy(SignIn, http => RateLimitPartition.GetTokenBucketLimiter(Address(http), _ => PerMinute(limits.SignIn)));
        limiter.OnRejected = static async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
            await Problems.TooManyRequests(Math.Max(wait, 1)).ExecuteAsync(rejected.HttpContext);
        };
    });

    /// <summary>What an address counts as: itself, or an IPv6 network of 2⁶⁴.</summary>
    internal static string PartitionOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, PrefixBytes)) + "::/64"
            : address.ToString();
    }

    private static TokenBucketRateLimiterOptions PerMinute(int permits)
    {
        // One at a time as the minute goes, not all at its end.
        var every = TimeSpan.FromMinutes(1) / permits;
        return Bucket(permits, 1, every);
    }

    private static TokenBucketRateLimiterOptions Bucket(int burst, int tokens, TimeSpan every) =>
        new() { TokenLimit = burst, TokensPerPeriod = tokens, ReplenishmentPeriod = every, QueueLimit = 0, AutoReplenishment = true };

    private static string Address(HttpContext http) => PartitionOf(http.Connection.RemoteIpAddress);

    private static bool IsApi(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !http.Request.Path.Value!.EndsWith("/stream", StringComparison.OrdinalIgnoreCase);

    // What is posted to a network only asks.
    private static bool IsChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !request.Path.StartsWithSegments("/api/v1/networks", StringComparison.OrdinalIgnoreCase);
}
