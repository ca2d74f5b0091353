namespace Isotherm.Server.Auth.Callers;

/// <summary>What is open by a session or a key, so that revoking it ends that at once.</summary>
internal sealed class LiveLinks(TimeProvider time)
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly Lock _changing = new();
    private readonly Dictionary<string, HashSet<CancellationTokenSource>> _open = new(StringComparer.Ordinal);

    /// <summary>How much is open.</summary>
    public int Count
    {
        get
        {
            lock (_changing)
                return _open.Values.Sum(static sources => sources.Count);
        }
    }

    /// <summary>Opens something; its token is cancelled when the session or key is revoked, and some time before it ends by itself.</summary>
    public LiveLink Open(Caller caller)
    {
        var source = new CancellationTokenSource(TimeOf(caller), time);
        lock (_changing)
        {
            if (!_open.TryGetValue(caller.Credential, out var sources))
                _open.Add(caller.Credential, sources = []);
            sources.Add(source);
        }

        return new LiveLink(this, caller.Credential, source);
    }

    /// <summary>Ends all that is open by a session or key.</summary>
    public Task CutAsync(string credential)
    {
        List<Task> cuts = [];
        lock (_changing)
        {
            if (_open.Remove(credential, out var sources))
                cuts.AddRange(sources.Select(static source => source.CancelAsync()));
        }

        return Task.WhenAll(cuts);
    }

    internal void Close(string credential, CancellationTokenSource source)
    {
        lock (_changing)
        {
            if (_open.TryGetValue(credential, out var sources) && sources.Remove(source) && sources.Count == 0)
                _open.Remove(credential);
            source.Dispose(); // here, so that nothing disposed is cancelled
        }
    }

    // A session's stream ends while coming back still renews it, or with it. No timer is longer than a day: then it comes back.
    private TimeSpan TimeOf(Caller caller)
    {
        var now = time.GetUtcNow();
        var end = caller.Session?.ExpiresAt ?? caller.Key?.ExpiresAt ?? DateTimeOffset.MaxValue;
        var left = end - now;
        if (caller.Session is { } session && session.ExpiresAt < session.EndsAt && left > SessionTimes.RenewBefore)
            left -= SessionTimes.RenewBefore;
        if (caller.Session?.Proof is { } proof && proof.CheckAt - now < left)
            left = proof.CheckAt - now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestTimer ? left : LongestTimer;
    }
}
