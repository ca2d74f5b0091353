using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>Our transactions until they are confirmed: what is under way is not done twice, and what a reorganisation lost is done again.</summary>
/// <param name="confirmations">Blocks after which one that is mined is forgotten.</param>
internal sealed class Errands(int confirmations)
{
    private readonly List<Errand> _all = [];

    /// <summary>All that are not confirmed.</summary>
    public IReadOnlyList<Errand> All => _all;

    /// <summary>How many wait to be mined.</summary>
    public int Waiting => _all.Count(e => e.MinedIn is null);

    /// <summary>What is sent and not mined.</summary>
    public IReadOnlySet<Deed> UnderWay => _all.Where(e => e.MinedIn is null).Select(e => e.Deed).ToHashSet();

    public void Add(Errand errand) => _all.Add(errand);

    /// <summary>Takes what the node says of one of them now, and tells what that means.</summary>
    /// <param name="errand">One of <see cref="All"/>.</param>
    /// <param name="receipt">Its receipt; null where the node has none.</param>
    /// <param name="isKnown">The node has the transaction, mined or not.</param>
    /// <param name="roll">What the contract's events tell by <paramref name="head"/>.</param>
    /// <param name="head">The head: what lies beyond it is not looked at yet.</param>
    /// <returns>Null where nothing changed.</returns>
    public ErrandNews? Take(Errand errand, Receipt? receipt, bool isKnown, RollState roll, BlockRef head)
    {
        if (receipt is { } beyond && beyond.Block.Number > head.Number)
        {
            return null;
        }

        _all.Remove(errand);
        switch (receipt)
        {
            case { Succeeded: true } mined:
                if (mined.Block.Number + (ulong)confirmations > head.Number)
                {
                    _all.Add(errand with { MinedIn = mined.Block });
                }

                return errand.MinedIn == mined.Block ? null : new ErrandNews.Done(mined, Entry(errand, roll));
            case { Succeeded: false } failed:
                return IsFulfilled(errand.Deed, roll) ? new ErrandNews.DoneByAnother(failed, Entry(errand, roll)) : new ErrandNews.Reverted(failed);
            case null when isKnown:
                _all.Add(errand with { MinedIn = null });
                return errand.MinedIn is { } orphan ? new ErrandNews.Orphaned(orphan) : null;
            default:
                return new ErrandNews.Lost(errand.MinedIn);
        }
    }

    private static RollEntry? Entry(Errand errand, RollState roll) => errand.Deed.Cluster is { } cluster ? roll.Clusters.GetValueOrDefault(cluster) : null;

    private static bool IsFulfilled(Deed deed, RollState roll) => deed.Cluster is { } cluster && roll.Clusters.TryGetValue(cluster, out var entry) && deed.Kind switch
    {
        ActKind.Flag => entry.IsQueued || entry.IsLiquidated,
        ActKind.Cure => !entry.IsQueued,
        ActKind.Liquidate => entry.IsLiquidated,
        _ => false,
    };
}
