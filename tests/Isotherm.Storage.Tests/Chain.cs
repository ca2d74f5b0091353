using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Storage.Tests;

/// <summary>Blocks, facts and transitions that follow from a number and a fork's letter.</summary>
internal static class Chain
{
    public const string Network = "demo";

    /// <summary>Where all test chains begin: the parent of block 1.</summary>
    public static BlockRef Root => new(0, "0x0");

    public static BlockRef Ref(ulong number, string fork = "a") => number == 0 ? Root : new BlockRef(number, $"0x{fork}{number}");

    public static JournalEntry.BlockEntry Block(ulong number, string fork = "a", BlockRef? parent = null, int undoBytes = 8, params Fact[] facts)
    {
        var place = Ref(number, fork);
        var header = new BlockHeader(number, place.Hash, (parent ?? Ref(number - 1, fork)).Hash, 1_700_000_000 + (2 * (long)number), 20_000_000_000 + number);
        return new JournalEntry.BlockEntry(
            new Block(header, new FeedReading(number + 1, 8, header.Timestamp, number), number % 2 == 0 ? null : new FeedReading(-1, 18, 0, 0)),
            facts.Length > 0 ? facts : [new Fact.CollateralSet(new NodeId(number), BigInteger.Pow(7, (int)(number % 90)))],
            Enumerable.Range(0, undoBytes).Select(i => (byte)(i + (int)number)).ToArray(),
            [Change(number, 1, Zone.Yellow), Change(number, 2, Zone.Red)],
            $"{number:x32}");
    }

    public static JournalEntry.RewindEntry Rewind(BlockRef to) => new(to);

    /// <summary>Blocks 1 to <paramref name="last"/>.</summary>
    public static IReadOnlyList<JournalEntry> To(ulong last) => Span(1, last);

    public static IReadOnlyList<JournalEntry> Span(ulong first, ulong last) =>
        [.. Enumerable.Range((int)first, (int)(last - first + 1)).Select(n => Block((ulong)n))];

    private static Transition Change(ulong number, int cluster, Zone to) => new(
        new ClusterId(cluster),
        number,
        1_700_000_000 + (2 * (long)number),
        number % 3 == 0 ? null : Zone.Green,
        to,
        QueueState.None,
        to == Zone.Red ? QueueState.Grace : QueueState.None,
        number % 5 == 0 ? null : BigInteger.Pow(10, 18) - number);
}
