using System.Buffers.Binary;

namespace Isotherm.Storage.Tests.Damage;

/// <summary>What each page of a SQLite file and each frame of its log holds (https://sqlite.org/fileformat2.html), so that flips reach all of it.</summary>
internal static class Regions
{
    private const int PageSize = 4_096;
    private const int HeaderLength = 100;
    private const int LogHeaderLength = 32;
    private const int FrameHeaderLength = 24;

    /// <summary>Spans of bytes by what they hold.</summary>
    public static IReadOnlyDictionary<string, List<(string File, int From, int Length)>> Of(string directory)
    {
        Dictionary<string, List<(string, int, int)>> regions = [];
        var data = File.ReadAllBytes(Path.Combine(directory, "journal.db"));
        var free = FreePages(data);
        Add("header", "journal.db", 0, HeaderLength);
        for (var page = 0; page < data.Length / PageSize; page++)
        {
            var start = (page * PageSize) + (page == 0 ? HeaderLength : 0);
            var kind = free.Contains(page + 1) ? "free" : data[start] switch
            {
                5 => "interior of a table",
                2 => "interior of an index",
                13 => "leaf of a table",
                10 => "leaf of an index",
                _ => "overflow",
            };
            Add(kind, "journal.db", start, PageSize - (page == 0 ? HeaderLength : 0));
        }

        var log = Path.Combine(directory, "journal.db-wal");
        if (!File.Exists(log))
            return regions;
        Add("log header", "journal.db-wal", 0, LogHeaderLength);
        for (var at = LogHeaderLength; at < new FileInfo(log).Length; at += FrameHeaderLength + PageSize)
        {
            Add("log frame header", "journal.db-wal", at, FrameHeaderLength);
            Add("log page", "journal.db-wal", at + FrameHeaderLength, PageSize);
        }

        return regions;

        void Add(string kind, string file, int from, int length)
        {
            if (!regions.TryGetValue(kind, out var spans))
                regions[kind] = spans = [];
            spans.Add((file, from, length));
        }
    }

    private static HashSet<int> FreePages(byte[] data)
    {
        HashSet<int> free = [];
        for (var trunk = Number(data, 32); trunk != 0; trunk = Number(data, (trunk - 1) * PageSize))
        {
            free.Add(trunk);
            var leaves = Number(data, ((trunk - 1) * PageSize) + 4);
            for (var i = 0; i < leaves; i++)
                free.Add(Number(data, ((trunk - 1) * PageSize) + 8 + (4 * i)));
        }

        return free;
    }

    private static int Number(byte[] data, int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));
}
