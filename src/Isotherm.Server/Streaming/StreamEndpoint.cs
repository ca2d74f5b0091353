using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Observability;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Isotherm.Server.Streaming;

/// <summary>Server-sent events of one network.</summary>
internal static class StreamEndpoint
{
    /// <summary>Maps <c>/networks/{id}/stream</c>.</summary>
    public static void MapStream(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/stream", GetAsync)
            .WithSummary("Server-sent events: snapshot, frame, heartbeat; resumes by Last-Event-ID or since")
            .Produces<string>(200, "text/event-stream").ProducesProblems(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string network,
        string? since,
        string? whole,
        HttpContext http,
        NetworkDirectory networks,
        ViewerGate gate,
        ServerMeter meter,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        CallerStream link)
    {
        if (networks.Find(network) is not { } found)
            return Problems.UnknownNetwork(network);
        StreamId? held = null;
        if (since is not null)
        {
            if (!StreamId.TryParse(since, out var id))
                return Problems.InvalidParameter("since", since, "an event's id: journalId-sequence");
            held = id;
        }

        // A browser that reconnects repeats the address it began with; what it saw last is in the header.
        if (StreamId.TryParse(http.Request.Headers["Last-Event-ID"].ToString(), out var last))
            held = last;
        if (!gate.TryEnter())
            return Problems.TooManyViewers(gate.Limit);
        try
        {
            Prepare(http);
            using var granted = await link.OpenAsync(http);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping, granted?.Token ?? CancellationToken.None);
            await new ViewerSession(found.Hub, time, fetchesWhole: whole == "columns").RunAsync(http.Response.Body, held, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The viewer left, its session or key was revoked, or the server stops: the stream's ordinary end.
        }
        catch (TimeoutException)
        {
            meter.ViewerStalled();
            http.Abort();
        }
        finally
        {
            gate.Leave();
        }

        return Results.Empty;
    }

    private static void Prepare(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null; // a stall is ours to judge: ViewerSession.StallLimit
    }
}
