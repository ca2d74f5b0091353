using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Chains.Schedules;

/// <summary>
/// Requirements that change on dates: known from a publication rather than from a chain. What a block adds follows from its own
/// time and its parent's alone, so a replay, a restart and a reorganisation give the same facts.
/// </summary>
public sealed class RequirementSchedule
{
    private const int DemandKind = 0;
    private const int RequirementKind = 1;

    // Above any id that a contract counts up to.
    private static readonly BigInteger FirstChange = BigInteger.One << 255;

    private readonly Change[][] _changes;

    /// <summary>Puts versions in order.</summary>
    /// <param name="versions">Versions by ascending <see cref="RequirementVersion.From"/>, no two alike.</param>
    public RequirementSchedule(IReadOnlyList<RequirementVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        Versions = versions;
        _changes = [.. Changes(versions)];
    }

    /// <summary>No dates at all.</summary>
    public static RequirementSchedule None { get; } = new([]);

    /// <summary>The versions, the earliest first.</summary>
    public IReadOnlyList<RequirementVersion> Versions { get; }

    /// <summary>Whether there is nothing to add to any block.</summary>
    public bool IsEmpty => Versions.Count == 0;

    /// <summary>What one GPU of a class requires at a time; null before the first version that lists it.</summary>
    /// <param name="id">The class.</param>
    /// <param name="time">Unix second.</param>
    public ClassRequirement? At(ClassId id, long time) =>
        Versions.Where(v => v.From <= time).SelectMany(static v => v.Classes).LastOrDefault(c => c.Class == id);

    /// <summary>What the dates between a block's parent and the block bring about; it comes before the block's own facts.</summary>
    /// <param name="parentTime">Unix second of the parent; null for the network's first block.</param>
    /// <param name="time">Unix second of the block.</param>
    public IReadOnlyList<Fact> Facts(long? parentTime, long time)
    {
        var facts = new List<Fact>();
        for (var i = 0; i < Versions.Count; i++)
        {
            var (from, announced) = (Versions[i].From, Versions[i].Announced);
            if (from > time && announced <= time && IsNew(announced.Value, parentTime))
            {
                facts.AddRange(_changes[i].SelectMany(static change => change.Announcement));
            }

            if (from <= time && IsNew(from, parentTime))
            {
                var wasAnnounced = parentTime is { } before && announced <= before;
                facts.AddRange(_changes[i].SelectMany(change => change.Effect(wasAnnounced)));
            }
        }

        return facts;
    }

    private static bool IsNew(long date, long? parentTime) => parentTime is not { } before || date > before;

    private static IEnumerable<Change[]> Changes(IReadOnlyList<RequirementVersion> versions)
    {
        var known = new Dictionary<ClassId, ClassRequirement>();
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            yield return
            [
                .. version.Classes.Select((next, place) =>
                    new Change(FirstChange + ((BigInteger)i << 32) + (place << 1), known.GetValueOrDefault(next.Class), next, version.From)),
            ];
            foreach (var next in version.Classes)
            {
                known[next.Class] = next;
            }
        }
    }

    /// <summary>From one version of a class to the next; what stays the same is not said again.</summary>
    private sealed record Change(BigInteger Id, ClassRequirement? Before, ClassRequirement Next, long From)
    {
        private bool IsRenamed => Before?.Name != Next.Name;

        private bool HasOtherBase => Before?.Base != Next.Base;

        private bool HasOtherDemand => Before?.DemandBps != Next.DemandBps;

        public IEnumerable<Fact> Announcement
        {
            get
            {
                if (HasOtherDemand)
                {
                    yield return new Fact.ChangeScheduled(Id, DemandKind, Next.Class.Value, Next.DemandBps, 0, From);
                }

                if (HasOtherBase)
                {
                    yield return new Fact.ChangeScheduled(Id + 1, RequirementKind, Next.Class.Value, Next.Base, 0, From);
                }
            }
        }

        public IEnumerable<Fact> Effect(bool wasAnnounced)
        {
            if (IsRenamed)
            {
                yield return new Fact.ClassDefined(Next.Class, Next.Name);
            }

            if (HasOtherDemand)
            {
                yield return new Fact.DemandSet(Next.Class, Next.DemandBps);
                if (wasAnnounced)
                {
                    yield return new Fact.ChangeApplied(Id);
                }
            }

            if (HasOtherBase)
            {
                yield return new Fact.RequirementSet(Next.Class, Next.Base);
                if (wasAnnounced)
                {
                    yield return new Fact.ChangeApplied(Id + 1);
                }
            }
        }
    }
}
