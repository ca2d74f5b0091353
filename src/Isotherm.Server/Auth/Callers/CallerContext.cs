namespace Isotherm.Server.Auth.Callers;

/// <summary>Who makes a request, as far as it was found out.</summary>
internal static class CallerContext
{
    /// <summary>What was found; nobody before it was looked for.</summary>
    public static CallerFinding Finding(this HttpContext http) => http.Features.Get<CallerFinding>() ?? new CallerFinding.Nobody();

    /// <summary>The account that asks; null for none.</summary>
    public static Caller? Caller(this HttpContext http) => (http.Finding() as CallerFinding.Known)?.Caller;

    /// <summary>Keeps what was found, and names the user.</summary>
    public static void Keep(this HttpContext http, CallerFinding finding)
    {
        http.Features.Set(finding);
        if (finding is CallerFinding.Known known)
            http.User = known.Caller.Principal();
    }

    /// <summary>The address it came from, for the log and the limits; "unknown" for none.</summary>
    public static string From(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
