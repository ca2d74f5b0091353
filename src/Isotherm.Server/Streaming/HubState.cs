using Isotherm.Engine;

namespace Isotherm.Server.Streaming;

/// <summary>What a viewer sees of the hub at one moment. Immutable and swapped whole.</summary>
/// <param name="recent">The last publications, oldest first; empty before the first block.</param>
/// <param name="encoded">Encodings that lead to the last of them.</param>
/// <param name="beat">Counts heartbeats.</param>
/// <param name="heartbeat">The last heartbeat; null before the first.</param>
internal sealed class HubState(IReadOnlyList<Published> recent, EncodedHead? encoded, long beat, StreamMessage? heartbeat)
{
    private readonly TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last publications, oldest first.</summary>
    public IReadOnlyList<Published> Recent => recent;

    /// <summary>Encodings that lead to the head.</summary>
    public EncodedHead? Encoded => encoded;

    /// <summary>Counts heartbeats.</summary>
    public long Beat => beat;

    /// <summary>The last heartbeat.</summary>
    public StreamMessage? Heartbeat => heartbeat;

    /// <summary>The last publication.</summary>
    public Published? Head => recent.Count == 0 ? null : recent[^1];

    /// <summary>The id of the publication that told this picture, from where a viewer can go on; null where none of the last did.</summary>
    public StreamId? IdOf(NetworkPicture picture)
    {
        for (var i = recent.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(recent[i].Picture, picture))
                return recent[i].Id;
        }

        return null;
    }

    /// <summary>Completes when a newer state is there.</summary>
    public Task NextAsync(CancellationToken ct) => _next.Task.WaitAsync(ct);

    /// <summary>Wakes those who wait for a newer state.</summary>
    public void Supersede() => _next.TrySetResult();
}
