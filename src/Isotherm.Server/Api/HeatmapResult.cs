using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Isotherm.Engine;
using Isotherm.Server.Hosting;
using Isotherm.Server.Streaming;
using Isotherm.Server.Wire;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Server.Api;

/// <summary>
/// Writes a heatmap. The body is a pure function of block hash, state hash (what the self-audit had found by then is not in the
/// block), manifest, schema and format, and the tag covers just these.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="picture">What is told.</param>
/// <param name="heatmaps">Encoded bodies.</param>
/// <param name="streamId">From where the stream goes on behind this picture; null where it can't.</param>
internal sealed class HeatmapResult(NetworkDefinition network, NetworkPicture picture, HeatmapCache heatmaps, StreamId? streamId) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (BodyFormat.Choose(request) is not { } format)
        {
            await Problems.NotAcceptable(request.Headers.Accept.ToString()).ExecuteAsync(httpContext);
            return;
        }

        if (network.Simulation is { } simulation)
            Label(response, simulation.Label, format);
        if (streamId is { } id)
            response.Headers["X-Isotherm-Stream"] = id.ToString();
        var tag = Tag(format);
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "no-cache";
        if (request.GetTypedHeaders().IfNoneMatch.Any(held => held == EntityTagHeaderValue.Any || held.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = format == BodyFormat.Columns ? format : format + "; charset=utf-8";
        var body = format switch
        {
            BodyFormat.Columns => Columns(request, response),
            BodyFormat.Csv => heatmaps.Csv(picture),
            _ => heatmaps.Json(picture),
        };
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    // Packed once for all who ask, not for each as other bodies are.
    private ReadOnlyMemory<byte> Columns(HttpRequest request, HttpResponse response)
    {
        var coding = ContentCoding.Best(request, HeatmapBodies.Codings);
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (coding is not null)
            response.Headers.ContentEncoding = coding;
        var body = heatmaps.Columns(picture, coding);
        response.ContentLength = body.Length;
        return body;
    }

    // A file has no place for the words, so its name and a header say them.
    private void Label(HttpResponse response, string label, string format)
    {
        response.Headers["X-Isotherm-Simulation"] = label;
        if (format == BodyFormat.Csv)
        {
            var words = string.Concat(label.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
            response.Headers.ContentDisposition =
                string.Create(CultureInfo.InvariantCulture, $"inline; filename=\"{network.Id}-{words}-{picture.Block.Number}.csv\"");
        }
    }

    // Weak, because compression may change the bytes.
    private EntityTagHeaderValue Tag(string format)
    {
        var covered = $"{picture.Block.Hash} {picture.StateHash} {network.Fingerprint} {HeatmapBody.CurrentSchema} {format}";
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(covered)).AsSpan(0, 16));
        return new EntityTagHeaderValue($"\"{digest}\"", isWeak: true);
    }
}
