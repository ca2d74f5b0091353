namespace Isotherm.Server.Auth.Callers;

/// <summary>
/// The session's token in the browser: out of reach of scripts, never sent across sites, and over https under a name that no other
/// host of the domain can set.
/// </summary>
internal static class SessionCookie
{
    /// <summary>Over plain http, which only a loopback address should be.</summary>
    public const string PlainName = "isotherm-session";

    /// <summary>Over https.</summary>
    public const string SecureName = "__Host-isotherm-session";

    /// <summary>The token that came; null for none.</summary>
    public static string? Read(HttpContext http, bool secure) => http.Request.Cookies[secure ? SecureName : PlainName];

    /// <summary>Sends a token.</summary>
    public static void Write(HttpContext http, bool secure, string token, TimeSpan lifetime) =>
        http.Response.Cookies.Append(secure ? SecureName : PlainName, token, Options(secure, lifetime));

    /// <summary>Takes it away.</summary>
    public static void Clear(HttpContext http, bool secure) => http.Response.Cookies.Delete(secure ? SecureName : PlainName, Options(secure, null));

    private static CookieOptions Options(bool secure, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = secure,
    };
}
