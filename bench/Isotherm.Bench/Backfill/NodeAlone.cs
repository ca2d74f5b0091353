using System.Net.Http.Headers;

namespace Isotherm.Bench.Backfill;

/// <summary>The node's own time: the recorded requests one after the other, the answers read and thrown away.</summary>
internal sealed class NodeAlone(Uri node, IReadOnlyList<byte[]> requests) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly byte[] _buffer = new byte[1 << 16];

    /// <summary>Asks everything once.</summary>
    /// <returns>Seconds, and bytes answered.</returns>
    public async Task<(double Seconds, long Bytes)> RunAsync(CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        var bytes = 0L;
        foreach (var body in requests)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, node) { Content = content };
            using var response = await _http.SendAsync(request, ct);
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            for (var read = -1; read != 0; bytes += read)
                read = await stream.ReadAsync(_buffer, ct);
        }

        return (TimeProvider.System.GetElapsedTime(started).TotalSeconds, bytes);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
