using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Compares two pictures of one network, also across a rewind.</summary>
public static class PictureDiff
{
    /// <summary>
    /// What leads from one picture to the other. Rows are aligned by position and compared by reference first, so an untouched
    /// row costs one comparison; replaced rows count as changed where terms or queue state differ by value.
    /// </summary>
    public static PictureDelta Between(NetworkPicture from, NetworkPicture to)
    {
        List<RowChange> changed = [];
        List<ClusterRow> added = [];
        Dictionary<ClusterId, ClusterRow> removed = [];
        for (int i = 0; i < Math.Max(from.Rows.Count, to.Rows.Count); i++)
        {
            ClusterRow? was = i < from.Rows.Count ? from.Rows[i] : null;
            ClusterRow? now = i < to.Rows.Count ? to.Rows[i] : null;
            if (ReferenceEquals(was, now))
                continue;
            if (was is not null && now is not null && was.Terms.Id == now.Terms.Id)
            {
                AddIfDifferent(changed, was, now);
                continue;
            }

            if (was is not null)
                removed.Add(was.Terms.Id, was);
            if (now is not null)
                added.Add(now);
        }

        Rejoin(changed, added, removed);
        return new(Between(from.Market, to.Market), changed, added, [.. removed.Keys]);
    }

    /// <summary>Clusters that another branch registered in another order are neither new nor gone.</summary>
    private static void Rejoin(List<RowChange> changed, List<ClusterRow> added, Dictionary<ClusterId, ClusterRow> removed)
    {
        if (removed.Count == 0)
            return;
        added.RemoveAll(row =>
        {
            if (!removed.Remove(row.Terms.Id, out ClusterRow? was))
                return false;
            AddIfDifferent(changed, was, row);
            return true;
        });
    }

    private static void AddIfDifferent(List<RowChange> changed, ClusterRow was, ClusterRow now)
    {
        if (was.QueueState != now.QueueState || was.Terms != now.Terms)
            changed.Add(new(was, now));
    }

    private static MarketMembers Between(Market from, Market to) =>
        When(from.Block.Ref != to.Block.Ref || from.Block.Timestamp != to.Block.Timestamp, MarketMembers.Block)
        | When(from.Block.BaseFee != to.Block.BaseFee, MarketMembers.BaseFee)
        | When(from.TokenPrice != to.TokenPrice, MarketMembers.TokenPrice)
        | When(from.NativePrice != to.NativePrice, MarketMembers.NativePrice)
        | When(from.WarningBps != to.WarningBps || from.CriticalBps != to.CriticalBps, MarketMembers.Thresholds)
        | When(from.GracePeriod != to.GracePeriod, MarketMembers.GracePeriod)
        | When(from.FreshSince != to.FreshSince, MarketMembers.FreshSince)
        | When(!Same(from.Classes, to.Classes), MarketMembers.Classes)
        | When(!Same(from.Scheduled, to.Scheduled), MarketMembers.Scheduled)
        | When(from.Accrual != to.Accrual, MarketMembers.Accrual);

    private static MarketMembers When(bool differs, MarketMembers member) => differs ? member : MarketMembers.None;

    private static bool Same<T>(IReadOnlyList<T> from, IReadOnlyList<T> to) => ReferenceEquals(from, to) || from.SequenceEqual(to);
}
