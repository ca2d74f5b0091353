using Isotherm.Server.Auditing;
using Isotherm.Server.Streaming;

namespace Isotherm.Server.Observability;

/// <summary>Writes one network's measurements.</summary>
internal sealed class NetworkMeter(NetworkInstruments instruments, string network)
{
    private static readonly string[] KindNames = ["frame", "merged", "snapshot", "lost", "heartbeat"];

    private readonly KeyValuePair<string, object?> _tag = new("network", network);

    /// <summary>A block was applied.</summary>
    public void Applied(TimeSpan took)
    {
        instruments.Blocks.Add(1, _tag);
        instruments.Apply.Record(took.TotalSeconds, _tag);
    }

    /// <summary>Pending blocks were committed.</summary>
    public void Committed(TimeSpan took) => instruments.Commit.Record(took.TotalSeconds, _tag);

    /// <summary>A commit was published.</summary>
    public void Published(TimeSpan took) => instruments.Publish.Record(took.TotalSeconds, _tag);

    /// <summary>Blocks were undone.</summary>
    public void Rewound(int depth)
    {
        instruments.Rewinds.Add(1, _tag);
        instruments.RewindDepth.Record(depth, _tag);
    }

    /// <summary>Following stopped and will be tried again.</summary>
    public void Failed() => instruments.Faults.Add(1, _tag);

    /// <summary>A block was audited.</summary>
    public void Audited(AuditTally tally)
    {
        instruments.AuditChecked.Add(tally.Checked, _tag);
        instruments.AuditCalls.Add(tally.Calls, _tag);
        instruments.AuditMismatches.Add(tally.Mismatches, _tag);
        instruments.AuditUnavailable.Add(tally.Unavailable, _tag);
    }

    /// <summary>A block went unaudited.</summary>
    public void AuditSkipped() => instruments.AuditSkipped.Add(1, _tag);

    /// <summary>A message left for a viewer.</summary>
    public void MessageSent(StreamMessageKind kind, int bytes)
    {
        instruments.Messages.Add(1, _tag, new KeyValuePair<string, object?>("kind", KindNames[(int)kind]));
        instruments.Bytes.Add(bytes, _tag);
    }
}
