namespace Isotherm.Server.Auth.Api;

/// <summary>All calls under <c>/auth</c>.</summary>
internal static class AuthEndpoints
{
    private const int BodyLimit = 16 * 1024;

    /// <summary>Maps them. None is kept by a cache, and none takes a body over 16 KB.</summary>
    public static void MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(BodyLimit));
        auth.AddEndpointFilter(static async (invocation, next) =>
        {
            invocation.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(invocation);
        });
        auth.MapSignIn();
        auth.MapSessions();
        auth.MapKeys();
        auth.MapAuditLog();
    }
}
