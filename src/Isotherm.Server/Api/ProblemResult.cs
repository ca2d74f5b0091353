using System.Globalization;
using System.Text.Json;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>Writes problem details.</summary>
/// <param name="Body">The problem.</param>
internal sealed record ProblemResult(ProblemBody Body) : IResult
{
    /// <summary>When to ask again; null for no advice.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Body.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Body with { Instance = httpContext.Request.Path }, WireJson.Default.ProblemBody);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
