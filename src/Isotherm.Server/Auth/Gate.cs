using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Server.Auth;

/// <summary>
/// What no endpoint need think of: who asks; keys that are none; changes that another site's page asks for by a browser's session;
/// and, where reading needs a sign-in, that somebody signed in.
/// </summary>
internal static class Gate
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Finds out who asks. Before the limits, which are an account's where there is one.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (IsGuarded(http))
            http.Keep(await http.RequestServices.GetRequiredService<CallerFinder>().FindAsync(http));
        await next(http);
    });

    /// <summary>Refuses what must be. After the limits, so that attempts are limited.</summary>
    public static IApplicationBuilder UseGate(this IApplicationBuilder app, SignInPolicy policy) => app.Use(async (http, next) =>
    {
        if (IsGuarded(http) && Refusal(http, policy) is { } refusal)
            await refusal.ExecuteAsync(http);
        else
            await next(http);
    });

    // Without regard to case, as routes are.
    private static bool IsGuarded(HttpContext http) =>
        http.GetEndpoint() is not null && (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase));

    private static ProblemResult? Refusal(HttpContext http, SignInPolicy policy)
    {
        var finding = http.Finding();
        if (finding is CallerFinding.BadKey)
            return finding.Refusal;
        if (!IsSafe(http.Request.Method) && IsCrossSite(http))
            return Problems.CrossSite();
        if (policy != SignInPolicy.All || http.GetEndpoint()!.Metadata.GetMetadata<OpenToAllMetadata>() is not null)
            return null;
        return finding.Refusal ?? (http.Caller()!.May(Scopes.Read) || !IsReading(http) ? null : Problems.ScopeMissing(Scopes.Read));
    }

    // Browsers say where a request comes from; one that comes with a session must say it.
    private static bool IsCrossSite(HttpContext http)
    {
        if (http.Caller()?.Key is not null)
            return false; // no browser adds a key by itself
        var site = http.Request.Headers[FetchSite].ToString();
        var origin = http.Request.Headers[HeaderNames.Origin].ToString();
        if (site.Length > 0 && site != "same-origin")
            return true;
        if (origin.Length > 0)
            return http.RequestServices.GetRequiredService<PublicOrigins>().For(http).All(own => own.ToString() != origin);
        return site.Length == 0 && http.Caller()?.Session is not null;
    }

    // The calls of accounts have scopes of their own.
    private static bool IsReading(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api/v1/auth", StringComparison.OrdinalIgnoreCase) && !http.Request.Path.StartsWithSegments("/api/v1/alerts", StringComparison.OrdinalIgnoreCase);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
