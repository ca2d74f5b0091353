using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>The follower's status: written by its one loop, read by anyone.</summary>
internal sealed class StatusBoard(ChainSpec chain, TimeProvider time)
{
    private volatile FollowerStatus _current = new() { Endpoints = [.. chain.Endpoints.Select(e => new EndpointStatus { Name = e.Name })] };

    public FollowerStatus Current => _current;

    public void Verified(string genesis) => _current = _current with { ChainId = chain.ChainId, GenesisHash = genesis };

    public void Heard(Endpoint endpoint, BlockRef head, TimeSpan latency, DateTimeOffset? announced)
    {
        var now = time.GetUtcNow();
        var isNew = _current.Head != head;
        _current = At(endpoint, e => e with { State = "ok", Head = head.Number, LatencyMs = latency.TotalMilliseconds, LastHeardAt = now }) with
        {
            Head = head,
            LastHeardAt = now,
            AnnouncedAt = isNew ? announced ?? now : _current.AnnouncedAt,
        };
    }

    public void Tags(ulong? safe, ulong? finalized) => _current = _current with { Safe = safe, Finalized = finalized };

    /// <summary>Notes why announcements do not come; polling goes on without them.</summary>
    public void Announcements(Endpoint endpoint, string? error)
    {
        if (error is not null && _current.Endpoints[endpoint.Index].LastError != error)
        {
            _current = At(endpoint, e => e with { LastError = error });
        }
    }

    /// <summary>A turn went well.</summary>
    public void Fine(FollowerPhase phase) => _current = _current with { Phase = phase, Problem = null, ProblemSince = null, Backfill = phase == FollowerPhase.Backfilling ? _current.Backfill : null };

    public void Yielded(BlockRef block) => _current = _current with { LastYielded = block };

    public void Progress(ulong first, ulong head, ulong at)
    {
        var from = _current.Backfill?.From ?? first;
        _current = _current with { Phase = FollowerPhase.Backfilling, Backfill = new BackfillProgress(from, head, at) };
    }

    public void Failed(Endpoint endpoint, Trouble trouble) => _current = At(endpoint, e => e with { State = "failing", LastError = trouble.Message }) with
    {
        Phase = trouble.Kind switch
        {
            TroubleKind.Refused => FollowerPhase.Refused,
            TroubleKind.Unreachable => FollowerPhase.Connecting,
            _ => _current.Phase,
        },
        Problem = trouble.Message,
        ProblemSince = _current.ProblemSince ?? time.GetUtcNow(),
    };

    private FollowerStatus At(Endpoint endpoint, Func<EndpointStatus, EndpointStatus> change) =>
        _current with { Endpoints = [.. _current.Endpoints.Select((e, i) => i == endpoint.Index ? change(e) : e)] };
}
