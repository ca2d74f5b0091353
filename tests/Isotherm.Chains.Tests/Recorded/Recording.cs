using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Isotherm.Chains.Manifests;
using Isotherm.Chains.Tests.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Recorded;

/// <summary>A recording on disk that tests write and spoil: a header, then a block an hour, each with one fact.</summary>
internal sealed class Recording : IDisposable
{
    /// <summary>Time of block 1.</summary>
    public static readonly DateTimeOffset Start = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("isotherm-recording-").FullName;

    public Recording(int blocks, string madeBy = "a test")
    {
        Blocks = blocks;
        Lines.Add($$"""{"schemaVersion":1,"network":"io-net","seed":7,"madeBy":"{{madeBy}}","from":"{{Time(1)}}","to":"{{Time(blocks)}}","sources":["https://io.net"]}""");
        for (var number = 1; number <= blocks; number++)
        {
            Lines.Add(Line(number));
        }

        Write();
    }

    public int Blocks { get; }

    /// <summary>The file's lines, without line feeds.</summary>
    public List<string> Lines { get; } = [];

    public string File => Path.Combine(_folder, "feed.ndjson");

    /// <summary>A line of a block; the first registers a cluster of one node, the others set its collateral.</summary>
    public static string Line(int number) => $$"""{"number":{{number}},"timestamp":"{{Time(number)}}","hash":"{{Hash(number)}}","parentHash":"{{Hash(number - 1)}}","facts":[{{Facts(number)}}]}""";

    public static string Hash(int number) => "0x" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))));

    public static BlockRef Ref(int number) => new((ulong)number, Hash(number));

    public static string Time(int number) => Start.AddHours(number - 1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Write() => System.IO.File.WriteAllText(File, string.Concat(Lines.Select(l => l + "\n")));

    /// <summary>io.net's manifest, played from this file.</summary>
    public Manifest Manifest(double? speed = 3600, bool loop = false) =>
        IoNet.Manifest with { Recorded = new RecordedSpec(File, speed, loop) };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Facts(int number) => number == 1
        ? """{"effect":"cluster.register","cluster":"1","operator":"0x00000000000000000000000000000000000000aa","class":"48","name":"device","region":"eu"},{"effect":"node.add","node":"1","cluster":"1","gpus":"8"}"""
        : $$"""{"effect":"collateral.set","node":"1","amount":"{{1_600_000_000_000 + number}}"}""";
}
