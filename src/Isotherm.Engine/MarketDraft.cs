using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>The globals while one block's facts are folded. The market it began with stays as it is.</summary>
internal sealed class MarketDraft
{
    private readonly NetworkRules _rules;
    private IReadOnlyList<GpuClass> _classes;
    private IReadOnlyList<ScheduledChange> _scheduled;

    public MarketDraft(NetworkRules rules, Market? before)
    {
        _rules = rules;
        _classes = before?.Classes ?? [];
        _scheduled = before?.Scheduled ?? [];
        WarningBps = before?.WarningBps ?? rules.InitialThresholds.WarningBps;
        CriticalBps = before?.CriticalBps ?? rules.InitialThresholds.CriticalBps;
        GracePeriod = before?.GracePeriod ?? BigInteger.Zero;
        FreshSince = before?.FreshSince ?? BigInteger.Zero;
        Accrual = before?.Accrual;
    }

    public NetworkRules Rules => _rules;

    public BigInteger WarningBps { get; set; }

    public BigInteger CriticalBps { get; set; }

    public BigInteger GracePeriod { get; set; }

    public BigInteger FreshSince { get; set; }

    public AccrualIndex? Accrual { get; set; }

    /// <summary>From the first fact about accrual on there is an index, so that nodes with shares have one.</summary>
    public void BeginAccrual(long timestamp) => Accrual ??= new(BigInteger.Zero, BigInteger.Zero, timestamp);

    /// <summary>Changes a class, which comes to be with its first fact.</summary>
    public void ChangeClass(ClassId id, Func<GpuClass, GpuClass> change)
    {
        int position = PlaceOf(_classes, id, static gpuClass => gpuClass.Id);
        _classes = position >= 0
            ? With(_classes, position, change(_classes[position]))
            : Inserted(_classes, ~position, change(new(id, id.ToString(), null, null)));
    }

    /// <summary>False when the change is announced already.</summary>
    public bool TrySchedule(ScheduledChange change)
    {
        int position = PlaceOf(_scheduled, change.Id, static scheduled => scheduled.Id);
        if (position >= 0)
            return false;
        _scheduled = Inserted(_scheduled, ~position, change);
        return true;
    }

    /// <summary>False when no such change is announced.</summary>
    public bool TryUnschedule(BigInteger id)
    {
        int position = PlaceOf(_scheduled, id, static scheduled => scheduled.Id);
        if (position < 0)
            return false;
        _scheduled = [.. _scheduled.Take(position), .. _scheduled.Skip(position + 1)];
        return true;
    }

    /// <summary>The market at the end of the block.</summary>
    public Market Close(Block block) => new()
    {
        Rules = _rules,
        Block = block.Header,
        TokenPrice = block.TokenPrice,
        NativePrice = block.NativePrice,
        WarningBps = WarningBps,
        CriticalBps = CriticalBps,
        GracePeriod = GracePeriod,
        FreshSince = FreshSince,
        Accrual = Accrual,
        Classes = _classes,
        Scheduled = _scheduled,
    };

    private static T[] With<T>(IReadOnlyList<T> list, int position, T item)
    {
        T[] changed = [.. list];
        changed[position] = item;
        return changed;
    }

    private static T[] Inserted<T>(IReadOnlyList<T> list, int position, T item) => [.. list.Take(position), item, .. list.Skip(position)];

    /// <summary>The place in an ordered list, or the complement of where it belongs.</summary>
    private static int PlaceOf<T, TKey>(IReadOnlyList<T> list, TKey key, Func<T, TKey> keyOf)
        where TKey : IComparable<TKey>
    {
        int low = 0;
        int high = list.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = keyOf(list[middle]).CompareTo(key);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
