namespace Isotherm.Server.Api;

/// <summary>Reads small bodies whole.</summary>
internal static class RequestBody
{
    /// <summary>The body; null where it is longer than the limit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Bytes.</param>
    /// <param name="ct">The client left.</param>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
            return null;
        var bytes = new byte[limit + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return length > limit ? null : bytes.AsMemory(0, length);
    }
}
