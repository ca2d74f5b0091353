using Isotherm.Alerts.Folding;
using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>What a rule watches (spec 6.2).</summary>
public abstract record RuleKind
{
    private RuleKind()
    {
    }

    /// <summary>The displayed ratio is below a level; over once it is at the level plus the rule's delta.</summary>
    public sealed record RatioBelow(RatioLevel Level) : RuleKind;

    /// <summary>The network's zone is one of these.</summary>
    /// <param name="Zones">Ascending, without repeats.</param>
    public sealed record InZone(IReadOnlyList<Zone> Zones) : RuleKind
    {
        /// <inheritdoc />
        public bool Equals(InZone? other) => other is not null && Zones.SequenceEqual(other.Zones);

        /// <inheritdoc />
        public override int GetHashCode() => Zones.Count;
    }

    /// <summary>Red within so many blocks of having been green, straight or by yellow.</summary>
    /// <param name="WithinBlocks">1 to 1 000.</param>
    public sealed record SuddenRed(int WithinBlocks = 5) : RuleKind;

    /// <summary>Yellow without a break for so long, by block time.</summary>
    /// <param name="ForSeconds">1 to 90 days.</param>
    public sealed record PersistentYellow(long ForSeconds) : RuleKind;

    /// <summary>The displayed ratio fell by this share within so many blocks.</summary>
    /// <param name="FallBps">Share of the ratio then, basis points; 1 to 9 999.</param>
    /// <param name="WithinBlocks">1 to 300.</param>
    public sealed record Drift(uint FallBps, int WithinBlocks) : RuleKind;

    /// <summary>The way through the liquidation queue.</summary>
    public sealed record Queue(QueueStages Stages) : RuleKind;

    /// <summary>Parameters set or announced on chain. Tells once each; nothing is left to resolve.</summary>
    public sealed record ProtocolChange(ProtocolTopics Topics) : RuleKind;

    /// <summary>The network's data is late for people; judged by the clock.</summary>
    /// <param name="AtLeast"><see cref="DataState.Late"/> or <see cref="DataState.Stale"/>.</param>
    public sealed record DataLate(DataState AtLeast) : RuleKind;

    /// <summary>The collateral token's feed can't be used at a block.</summary>
    public sealed record PriceStale : RuleKind;

    /// <summary>The contract's own views disagree about a cluster (spec 1.6).</summary>
    public sealed record AuditMismatch : RuleKind;

    /// <summary>A node of the cluster was penalised. Tells once each.</summary>
    public sealed record Penalty : RuleKind;

    /// <summary>All is well, or what is not, every so often.</summary>
    /// <param name="EveryHours">1 to 168.</param>
    /// <param name="AtMinute">Minutes after midnight UTC from which the hours count.</param>
    public sealed record Digest(int EveryHours, int AtMinute) : RuleKind;
}
