using System.Collections.Concurrent;

namespace Isotherm.Bench.Backfill;

/// <summary>Keeps the body of each request that passes, so that the same can be asked again.</summary>
internal sealed class RecordingHandler(ConcurrentQueue<byte[]> bodies) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bodies.Enqueue(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
