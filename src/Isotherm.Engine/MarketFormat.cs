using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>A market's binary form. The rules are not in it: they come from the manifest.</summary>
internal static class MarketFormat
{
    /// <summary>Writes a market; lists that are the very same as in <paramref name="known"/> are left out.</summary>
    public static void Write(StateWriter writer, Market market, Market? known)
    {
        writer.UInt64(market.Block.Number);
        writer.Text(market.Block.Hash);
        writer.Text(market.Block.ParentHash);
        writer.Int64(market.Block.Timestamp);
        writer.OptionalInteger(market.Block.BaseFee);
        Write(writer, market.TokenPrice);
        Write(writer, market.NativePrice);
        writer.Integer(market.WarningBps);
        writer.Integer(market.CriticalBps);
        writer.Integer(market.GracePeriod);
        writer.Integer(market.FreshSince);
        WriteList(writer, market.Classes, known?.Classes, Write);
        WriteList(writer, market.Scheduled, known?.Scheduled, Write);
        writer.Accrual(market.Accrual);
    }

    /// <summary>Reads a market; <paramref name="known"/> is the same as at writing.</summary>
    public static Market Read(StateReader reader, NetworkRules rules, Market? known) => new()
    {
        Rules = rules,
        Block = new(reader.UInt64(), reader.Text(), reader.Text(), reader.Int64(), reader.OptionalInteger()),
        TokenPrice = ReadFeed(reader),
        NativePrice = ReadFeed(reader),
        WarningBps = reader.Integer(),
        CriticalBps = reader.Integer(),
        GracePeriod = reader.Integer(),
        FreshSince = reader.Integer(),
        Classes = ReadList(reader, known?.Classes, ReadClass),
        Scheduled = ReadList(reader, known?.Scheduled, ReadChange),
        Accrual = reader.Accrual(),
    };

    private static void Write(StateWriter writer, FeedReading? reading)
    {
        writer.Bool(reading is not null);
        if (reading is null)
            return;
        writer.Integer(reading.Value);
        writer.Number(reading.Decimals);
        writer.Int64(reading.UpdatedAt);
        writer.Integer(reading.Round);
    }

    private static FeedReading? ReadFeed(StateReader reader) =>
        reader.Bool() ? new(reader.Integer(), reader.Number(), reader.Int64(), reader.Integer()) : null;

    private static void Write(StateWriter writer, GpuClass gpuClass)
    {
        writer.Integer(gpuClass.Id.Value);
        writer.Text(gpuClass.Name);
        writer.OptionalInteger(gpuClass.Base);
        writer.OptionalInteger(gpuClass.DemandBps);
    }

    private static GpuClass ReadClass(StateReader reader) =>
        new(new(reader.Integer()), reader.Text(), reader.OptionalInteger(), reader.OptionalInteger());

    private static void Write(StateWriter writer, ScheduledChange change)
    {
        writer.Integer(change.Id);
        writer.Int64(change.Kind);
        writer.Integer(change.Subject);
        writer.Integer(change.A);
        writer.Integer(change.B);
        writer.Integer(change.EffectiveAt);
    }

    private static ScheduledChange ReadChange(StateReader reader) =>
        new(reader.Integer(), (int)reader.Int64(), reader.Integer(), reader.Integer(), reader.Integer(), reader.Integer());

    private static void WriteList<T>(StateWriter writer, IReadOnlyList<T> list, IReadOnlyList<T>? known, Action<StateWriter, T> write)
    {
        bool isKnown = ReferenceEquals(list, known);
        writer.Bool(isKnown);
        if (isKnown)
            return;
        writer.Number(list.Count);
        foreach (T item in list)
            write(writer, item);
    }

    private static IReadOnlyList<T> ReadList<T>(StateReader reader, IReadOnlyList<T>? known, Func<StateReader, T> read)
    {
        if (reader.Bool())
            return known ?? throw new InvalidDataException("A list is said to be known and is not.");
        T[] list = new T[reader.Count()];
        for (int i = 0; i < list.Length; i++)
            list[i] = read(reader);
        return list;
    }
}
