namespace Isotherm.Server.Hosting;

/// <summary>Answers HEAD wherever GET is answered (RFC 9110, 9.3.2), but for the stream, which has no end.</summary>
internal static class HeadRequests
{
    /// <summary>Routes HEAD as GET; the server sends no body for what came as HEAD.</summary>
    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method) || http.Request.Path.Value!.EndsWith("/stream", StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head;
        }
    });
}
