using Isotherm.Server.Auth;
using Scalar.AspNetCore;

namespace Isotherm.Server.Hosting;

/// <summary>Headers that every response carries.</summary>
internal static class SecurityHeaders
{
    private const string Shared =
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ";

    // Nothing of the browser's machinery is used; a wallet reaches the page by its own script.
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), "
        + "hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private const string OneYear = "max-age=31536000; includeSubDomains";

    private const string Page = Shared + "script-src 'self'; style-src 'self'";

    /// <summary>Adds them. The API's reference page needs styles of its own making and one script, let in by a nonce.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        http.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = Permissions;
            if (context.RequestServices.GetRequiredService<PublicOrigins>().IsSecure(context))
                headers.StrictTransportSecurity = OneYear;
            headers.ContentSecurityPolicy = context.Items.TryGetValue(ScalarOptions.NonceHttpContextItemKey, out var nonce)
                ? $"{Shared}script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'"
                : Page;
            return Task.CompletedTask;
        }, http);
        return next(http);
    });
}
