using System.Diagnostics.Metrics;

namespace Isotherm.Server.Observability;

/// <summary>Counters and histograms that networks write; each measurement carries its network's id.</summary>
internal sealed class NetworkInstruments(Meter meter)
{
    /// <summary>Blocks applied.</summary>
    public Counter<long> Blocks { get; } = meter.CreateCounter<long>("isotherm.blocks.applied", "{block}", "Blocks applied.");

    /// <summary>Rewinds.</summary>
    public Counter<long> Rewinds { get; } = meter.CreateCounter<long>("isotherm.rewinds", "{rewind}", "Reorganisations undone.");

    /// <summary>Depth of rewinds.</summary>
    public Histogram<int> RewindDepth { get; } = meter.CreateHistogram<int>("isotherm.rewind.depth", "{block}", "Blocks undone by a reorganisation.");

    /// <summary>Faults of the runtime.</summary>
    public Counter<long> Faults { get; } = meter.CreateCounter<long>("isotherm.faults", "{fault}", "Times that following stopped and was tried again.");

    /// <summary>Messages to viewers, by kind.</summary>
    public Counter<long> Messages { get; } = meter.CreateCounter<long>("isotherm.stream.messages", "{message}", "Messages sent to viewers, by kind.");

    /// <summary>Bytes to viewers.</summary>
    public Counter<long> Bytes { get; } = meter.CreateCounter<long>("isotherm.stream.bytes", "By", "Bytes sent to viewers.");

    /// <summary>Seconds to apply a block.</summary>
    public Histogram<double> Apply { get; } = meter.CreateHistogram<double>("isotherm.apply.duration", "s", "Time to apply one block.");

    /// <summary>Seconds to commit.</summary>
    public Histogram<double> Commit { get; } = meter.CreateHistogram<double>("isotherm.commit.duration", "s", "Time to commit pending blocks.");

    /// <summary>Seconds to publish.</summary>
    public Histogram<double> Publish { get; } = meter.CreateHistogram<double>("isotherm.publish.duration", "s", "Time from commit to publication.");
}
