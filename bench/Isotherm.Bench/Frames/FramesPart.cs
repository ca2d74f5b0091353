using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using Isotherm.Bench.Reporting;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Wire;

namespace Isotherm.Bench.Frames;

/// <summary>Bytes of each kind of frame, at two sizes of the network.</summary>
internal sealed class FramesPart : IPart
{
    private const ulong FirstBlock = 123_456;
    private const long Start = 1_767_225_600;
    private const long Seq = 123_456;
    private const int PriceOnlyBudget = 300;
    private static readonly BigInteger Token = BigInteger.Pow(10, 18);
    private static readonly int[] Sizes = [300, 10_000];

    private static readonly NetworkRules Rules = new()
    {
        NetworkId = "bench",
        TokenSymbol = "GRID",
        TokenDecimals = 18,
        Requirement = RequirementUnit.Usd,
        Gas = GasModel.Modelled,
        SettlementGas = 120_000,
        MaxAgeSeconds = 3_600,
        RecoveryWindowSeconds = 20,
        InitialThresholds = new(15_000, 12_000),
        BlockTimeSeconds = 2,
    };

    /// <inheritdoc />
    public string Name => "frames";

    /// <inheritdoc />
    public Task<Section> RunAsync(CancellationToken ct)
    {
        List<IReadOnlyList<string>> rows = [];
        var priceOnly = 0;
        foreach (var size in Sizes)
        {
            foreach (var (kind, price, baseFee, facts) in Kinds(size))
            {
                var json = Frame(size, price, baseFee, facts);
                rows.Add(Row(size, kind, json));
                if (kind == "price only")
                    priceOnly = Math.Max(priceOnly, json.Length);
            }

            rows.Add(Row(size, "snapshot", new HeatmapCache().Json(Founded(size).Picture!).ToArray()));
        }

        return Task.FromResult(new Section(
            Name,
            "Frames: bytes by kind of block",
            "The data of one event, as the server encodes it once for all viewers; block and sequence numbers of six digits. The event's own lines (`event`, `id`, `data`) add about 65 bytes. Compressed: each by itself, best setting.",
            [new(["clusters", "block", "bytes", "gzip", "brotli"], rows)],
            [new("price-only frame, any size", $"≤ {PriceOnlyBudget} bytes", $"{priceOnly} bytes", priceOnly <= PriceOnlyBudget)],
            []));
    }

    private static IEnumerable<(string Kind, BigInteger Price, BigInteger BaseFee, Fact[] Facts)> Kinds(int size)
    {
        BigInteger price = 20_000_000;
        BigInteger fee = 20_000_000_000;
        yield return ("price only", 19_900_000, fee, []);
        yield return ("gas only", price, 21_000_000_000, []);
        yield return ("price and gas", 19_900_000, 21_000_000_000, []);
        yield return ("nothing but time", price, fee, []);
        yield return ("one stake", price, fee, [new Fact.CollateralSet(new(7), 123_456 * Token)]);
        yield return ("100 rewards", price, fee, [.. Enumerable.Range(1, Math.Min(100, size)).Select(i => new Fact.RewardsSet(new(i), 12_345_678_901_234_567_890))]);
        yield return ("price crash, every tile changes zone", 5_000_000, fee, []);
    }

    private static byte[] Frame(int size, BigInteger price, BigInteger baseFee, Fact[] facts)
    {
        var state = Founded(size);
        var before = state.Picture!;
        var after = state.Apply(BlockAt(FirstBlock + 1, price, baseFee, price == 20_000_000 ? 0 : 1), facts).Picture;
        return FrameWriter.Write(before, after, Seq, Seq + 1, null, FirstBlock);
    }

    private static NetworkState Founded(int size)
    {
        NetworkState state = new(Rules);
        List<Fact> facts = [new Fact.ClassDefined(new(1), "H100"), new Fact.RequirementSet(new(1), 40_000_000_000), new Fact.DemandSet(new(1), 10_000), new Fact.GracePeriodSet(60)];
        for (var i = 1; i <= size; i++)
        {
            facts.Add(new Fact.ClusterRegistered(new(i), $"0x{i:x40}", new(1), $"eu-h100-{i:00000}", "eu-central"));
            facts.Add(new Fact.NodeAdded(new(i), new(i), 8));
            facts.Add(new Fact.CollateralSet(new(i), Token * (28_000 + i)));
        }

        state.Apply(BlockAt(FirstBlock, 20_000_000, 20_000_000_000, 0), facts);
        return state;
    }

    private static Block BlockAt(ulong number, BigInteger price, BigInteger baseFee, int rounds)
    {
        var time = Start + (2 * (long)(number - FirstBlock));
        return new(
            new(number, Hash(number), Hash(number - 1), time, baseFee),
            new(price, 8, Start + (2 * rounds), 4_000 + rounds),
            new(300_000_000_000, 8, Start, 1));
    }

    // As hard to compress as a real one.
    private static string Hash(ulong number) => "0x" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)));

    private static string[] Row(int size, string kind, byte[] json) =>
    [
        size.ToString(CultureInfo.InvariantCulture),
        kind,
        json.Length.ToString(CultureInfo.InvariantCulture),
        Compressed(json, static to => new GZipStream(to, CompressionLevel.SmallestSize)).ToString(CultureInfo.InvariantCulture),
        Compressed(json, static to => new BrotliStream(to, CompressionLevel.SmallestSize)).ToString(CultureInfo.InvariantCulture),
    ];

    private static long Compressed(byte[] bytes, Func<Stream, Stream> open)
    {
        using var to = new MemoryStream();
        using (var packing = open(to))
            packing.Write(bytes);
        return to.ToArray().Length;
    }
}
