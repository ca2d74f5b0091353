using System.Globalization;
using System.Text;

namespace Isotherm.Bench.Live;

/// <summary>
/// A recorded network of any size: its first block registers all clusters, each with a node, collateral and name of its own; in every
/// block after it a hundred of them earn. Played four blocks a second.
/// </summary>
internal static class RecordedNetwork
{
    private const int Rewarded = 100;
    private const long Start = 1_748_736_000;

    /// <summary>The manifest; its recording is <c>feed.ndjson</c> beside it.</summary>
    public const string Manifest =
        """
        {
          "schemaVersion": 1, "id": "demo", "name": "Bench",
          "recorded": { "file": "feed.ndjson", "speed": 4, "loop": false, "blockTime": 1, "confirmations": 0 },
          "token": { "symbol": "IO", "decimals": 8 },
          "requirement": { "currency": "token", "baseDecimals": 8 },
          "thresholds": { "warning": "1.1", "critical": "1.0" },
          "gas": "none", "maxAge": 3600, "recoveryWindow": 0,
          "requirementSchedule": [
            { "from": "2025-06-01T00:00:00Z", "source": "https://example.org/made-for-a-measurement", "classes": [{ "class": "1", "name": "H100", "base": "20000000000", "demandBps": 10000 }] }
          ]
        }
        """;

    /// <summary>Writes the recording into a folder.</summary>
    public static void Write(string folder, int clusters, int blocks)
    {
        using var feed = new StreamWriter(Path.Combine(folder, "feed.ndjson"), false, new UTF8Encoding(false)) { NewLine = "\n" };
        feed.WriteLine($$"""{"schemaVersion":1,"network":"demo","madeBy":"bench","from":"{{Time(0)}}","to":"{{Time(blocks - 1)}}"}""");
        for (var block = 0; block < blocks; block++)
        {
            feed.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{block + 1},\"timestamp\":\"{Time(block)}\",\"hash\":\"{Hash(block + 1)}\",\"parentHash\":\"{Hash(block)}\",\"facts\":["));
            var facts = block == 0 ? Enumerable.Range(1, clusters).SelectMany(Registered) : Enumerable.Range(0, Rewarded).Select(i => Earned((((block * Rewarded) + i) % clusters) + 1));
            feed.Write(string.Join(',', facts));
            feed.WriteLine("]}");
        }
    }

    private static IEnumerable<string> Registered(int id) =>
    [
        $$"""{"effect":"cluster.register","cluster":"{{id}}","operator":"0x{{id.ToString("x40", CultureInfo.InvariantCulture)}}","class":"1","name":"cluster-{{id}}","region":"region-{{id % 12}}"}""",
        $$"""{"effect":"node.add","node":"{{id}}","cluster":"{{id}}","gpus":"8"}""",
        $$"""{"effect":"collateral.add","node":"{{id}}","amount":"{{150_000_000_000L + (id % 1_000 * 100_000_000L)}}"}""",
    ];

    private static string Earned(int id) => $$"""{"effect":"rewards.add","node":"{{id}}","amount":"1000"}""";

    private static string Time(int block) => DateTimeOffset.FromUnixTimeSeconds(Start + block).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Hash(int block) => "0x" + block.ToString("x64", CultureInfo.InvariantCulture);
}
