namespace Isotherm.Server.Alerting;

/// <summary>Whose alerts a request is about.</summary>
internal static class AlertAccount
{
    /// <summary>The account that asks; to be read behind a filter that requires one.</summary>
    public static string Account(this HttpContext http) =>
        http.User.FindFirst("account")?.Value ?? throw new InvalidOperationException("No account asks: the endpoint's filter is missing.");
}
