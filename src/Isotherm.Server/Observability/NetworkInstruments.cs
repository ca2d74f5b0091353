using System.Diagnostics.Metrics;

namespace Isotherm.Server.Observability;

/// <summary>Counters and histograms that networks write; each measurement carries its network's id.</summary>
internal sealed class NetworkInstruments(Meter meter)
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.000_1, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    };

    private static readonly InstrumentAdvice<int> Depths = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] };

    /// <summary>Blocks applied.</summary>
    public Counter<long> Blocks { get; } = meter.CreateCounter<long>("isotherm.blocks.applied", "{block}", "Blocks applied.");

    /// <summary>Rewinds.</summary>
    public Counter<long> Rewinds { get; } = meter.CreateCounter<long>("isotherm.rewinds", "{rewind}", "Reorganisations undone.");

    /// <summary>Depth of rewinds.</summary>
    public Histogram<int> RewindDepth { get; } = meter.CreateHistogram<int>("isotherm.rewind.depth", "{block}", "Blocks undone by a reorganisation.", advice: Depths);

    /// <summary>Faults of the runtime.</summary>
    public Counter<long> Faults { get; } = meter.CreateCounter<long>("isotherm.faults", "{fault}", "Times that following stopped and was tried again.");

    /// <summary>Messages to viewers, by kind.</summary>
    public Counter<long> Messages { get; } = meter.CreateCounter<long>("isotherm.stream.messages", "{message}", "Messages sent to viewers, by kind.");

    /// <summary>Bytes to viewers.</summary>
    public Counter<long> Bytes { get; } = meter.CreateCounter<long>("isotherm.stream.bytes", "By", "Bytes sent to viewers.");

    /// <summary>Clusters compared with the contract.</summary>
    public Counter<long> AuditChecked { get; } = meter.CreateCounter<long>("isotherm.audit.checked", "{cluster}", "Clusters that the self-audit asked the contract about.");

    /// <summary>Calls to the contract's views.</summary>
    public Counter<long> AuditCalls { get; } = meter.CreateCounter<long>("isotherm.audit.calls", "{call}", "JSON-RPC calls of the self-audit.");

    /// <summary>Clusters that disagreed.</summary>
    public Counter<long> AuditMismatches { get; } = meter.CreateCounter<long>("isotherm.audit.mismatches", "{cluster}", "Comparisons in which the contract disagreed.");

    /// <summary>Clusters without a judgement.</summary>
    public Counter<long> AuditUnavailable { get; } = meter.CreateCounter<long>("isotherm.audit.unavailable", "{cluster}", "Comparisons for which the node had no answer.");

    /// <summary>Blocks not audited.</summary>
    public Counter<long> AuditSkipped { get; } = meter.CreateCounter<long>("isotherm.audit.skipped", "{block}", "Head blocks that went unaudited because the audit before was still running.");

    /// <summary>Seconds to apply a block.</summary>
    public Histogram<double> Apply { get; } = meter.CreateHistogram<double>("isotherm.apply.duration", "s", "Time to apply one block.", advice: Seconds);

    /// <summary>Seconds to commit.</summary>
    public Histogram<double> Commit { get; } = meter.CreateHistogram<double>("isotherm.commit.duration", "s", "Time to commit pending blocks.", advice: Seconds);

    /// <summary>Seconds to publish.</summary>
    public Histogram<double> Publish { get; } = meter.CreateHistogram<double>("isotherm.publish.duration", "s", "Time from commit to publication.", advice: Seconds);
}
