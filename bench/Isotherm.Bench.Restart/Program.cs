using System.Globalization;
using System.Text.Json;
using Isotherm.Bench.Restart;

const string Usage =
    """
    Isotherm.Bench.Restart restart [--blocks N] [--clusters N] [--seed N] [--starts N]   starts the server on a journal of N blocks (99999, 300, 1, 5)
    Isotherm.Bench.Restart snapshot [--clusters N] [--seed N]                            what saving a state costs, and what the writer waits for
    One line of JSON on standard output; progress on standard error.
    """;

Dictionary<string, int> given = new() { ["--blocks"] = 99_999, ["--clusters"] = 300, ["--seed"] = 1, ["--starts"] = 5 };
if (args is not ["restart" or "snapshot", ..] || args.Length % 2 == 0)
    return Refuse(Usage);
for (int i = 1; i < args.Length; i += 2)
{
    if (!given.ContainsKey(args[i]) || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
        return Refuse($"'{args[i]} {args[i + 1]}' is not understood: expected an option with a whole number above 0.\n{Usage}");
    given[args[i]] = number;
}

JsonSerializerOptions camelCase = new(JsonSerializerDefaults.Web);
DirectoryInfo data = Directory.CreateTempSubdirectory("isotherm-bench-restart-");
try
{
    Console.WriteLine(args[0] == "restart"
        ? JsonSerializer.Serialize(await RestartAsync(), camelCase)
        : JsonSerializer.Serialize(await SnapshotCost.MeasureAsync(data.FullName, given["--clusters"], given["--seed"]), camelCase));
    return 0;
}
finally
{
    data.Delete(recursive: true);
}

async Task<RestartFigures> RestartAsync()
{
    (int blocks, int clusters) = (given["--blocks"], given["--clusters"]);
    await MadeJournal.WriteAsync(data.FullName, blocks, clusters, given["--seed"], done => Console.Error.WriteLine($"{done} of {blocks} blocks written"));
    string manifest = Path.Combine(data.FullName, "manifest.json");
    await File.WriteAllTextAsync(manifest, MadeNetwork.ManifestText());
    long bytes = new FileInfo(Path.Combine(data.FullName, "demo", "journal.db")).Length;
    ServerStart start = new(manifest, data.FullName);
    List<double> times = [];
    for (int i = 0; i < given["--starts"]; i++)
        times.Add(Math.Round((await start.MeasureAsync()).TotalMilliseconds));
    return new RestartFigures(blocks, clusters, bytes, times);
}

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
