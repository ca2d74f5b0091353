using System.Buffers;

namespace Isotherm.Chains.Evm;

/// <summary>
/// The body of one HTTP answer, in rented memory: answers of tens of megabytes would else be garbage of the oldest generation each.
/// Its bytes are valid until it is disposed.
/// </summary>
/// <param name="limit">Most bytes accepted.</param>
internal sealed class PooledBytes(int limit) : IDisposable
{
    private const int Smallest = 4096;
    private const int LargestFirst = 1 << 20; // a length that a node only claims does not rent more

    private byte[] _bytes = [];
    private int _length;

    /// <summary>What was read.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>Reads a body to its end; false where it is over the limit, which ends the reading.</summary>
    public async Task<bool> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > limit)
        {
            return false;
        }

        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        Grow((int)Math.Clamp((content.Headers.ContentLength ?? 0) + 1, Smallest, LargestFirst));
        while (true)
        {
            var read = await stream.ReadAsync(_bytes.AsMemory(_length), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return true;
            }

            _length += read;
            if (_length > limit)
            {
                return false;
            }

            if (_length == _bytes.Length)
            {
                Grow((int)Math.Min(2L * _length, (long)limit + 1));
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Span.CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
