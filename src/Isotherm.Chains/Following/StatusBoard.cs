using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>The follower's status: written by its loop and by the turn that is read ahead of it, read by anyone.</summary>
internal sealed class StatusBoard(ChainSpec chain, TimeProvider time)
{
    private readonly Lock _writing = new();
    private volatile FollowerStatus _current = new() { Endpoints = [.. chain.Endpoints.Select(e => new EndpointStatus { Name = e.Name })] };

    public FollowerStatus Current => _current;

    public void Verified(string genesis) => Change(now => now with { ChainId = chain.ChainId, GenesisHash = genesis });

    public void Heard(Endpoint endpoint, BlockRef head, TimeSpan latency, DateTimeOffset? announced)
    {
        var at = time.GetUtcNow();
        Change(now => At(now, endpoint, e => e with { State = "ok", Head = head.Number, LatencyMs = latency.TotalMilliseconds, LastHeardAt = at }) with
        {
            Head = head,
            LastHeardAt = at,
            AnnouncedAt = now.Head != head ? announced ?? at : now.AnnouncedAt,
        });
    }

    public void Tags(ulong? safe, ulong? finalized) => Change(now => now with { Safe = safe, Finalized = finalized });

    /// <summary>Notes why announcements do not come; polling goes on without them.</summary>
    public void Announcements(Endpoint endpoint, string? error)
    {
        if (error is not null && _current.Endpoints[endpoint.Index].LastError != error)
        {
            Change(now => At(now, endpoint, e => e with { LastError = error }));
        }
    }

    /// <summary>A turn went well.</summary>
    public void Fine(FollowerPhase phase) =>
        Change(now => now with { Phase = phase, Problem = null, ProblemSince = null, Backfill = phase == FollowerPhase.Backfilling ? now.Backfill : null });

    public void Yielded(BlockRef block) => Change(now => now with { LastYielded = block });

    public void Progress(ulong first, ulong head, ulong at) =>
        Change(now => now with { Phase = FollowerPhase.Backfilling, Backfill = new BackfillProgress(now.Backfill?.From ?? first, head, at) });

    public void Failed(Endpoint endpoint, Trouble trouble) => Change(now => At(now, endpoint, e => e with { State = "failing", LastError = trouble.Message }) with
    {
        Phase = trouble.Kind switch
        {
            TroubleKind.Refused => FollowerPhase.Refused,
            TroubleKind.Unreachable => FollowerPhase.Connecting,
            _ => now.Phase,
        },
        Problem = trouble.Message,
        ProblemSince = now.ProblemSince ?? time.GetUtcNow(),
    });

    private void Change(Func<FollowerStatus, FollowerStatus> change)
    {
        lock (_writing)
        {
            _current = change(_current);
        }
    }

    private static FollowerStatus At(FollowerStatus now, Endpoint endpoint, Func<EndpointStatus, EndpointStatus> change) =>
        now with { Endpoints = [.. now.Endpoints.Select((e, i) => i == endpoint.Index ? change(e) : e)] };
}
