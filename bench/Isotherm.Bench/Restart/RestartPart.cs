using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Isotherm.Bench.Reporting;
using Isotherm.Testing;

namespace Isotherm.Bench.Restart;

/// <summary>A start on a long journal, measured by its own program.</summary>
internal sealed class RestartPart : IPart
{
    private const double BudgetMilliseconds = 2_000;

    /// <inheritdoc />
    public string Name => "restart";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        Console.WriteLine("  writing a journal of 100 000 blocks");
        var binary = RepositoryRoot.Combine("artifacts", "bin", "Isotherm.Bench.Restart", "release", "Isotherm.Bench.Restart");
        using var process = Process.Start(new ProcessStartInfo(binary, ["restart"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"'{binary}' did not start.");
        var line = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The restart measurement ended with code {process.ExitCode}.");
        using var figures = JsonDocument.Parse(line);
        var starts = new Samples(figures.RootElement.GetProperty("startToHeatmapMs").EnumerateArray().Select(ms => ms.GetDouble()));
        var (blocks, clusters) = (figures.RootElement.GetProperty("blocks").GetInt32(), figures.RootElement.GetProperty("clusters").GetInt32());
        var megabytes = (figures.RootElement.GetProperty("journalBytes").GetInt64() / 1e6).ToString("0", CultureInfo.InvariantCulture);
        return new(
            Name,
            "Restart on a long journal",
            "From the start of the server's process to its first heatmap, on a journal that was written before; the node is not there.",
            [new(["blocks", "clusters", "journal, MB", "starts", "ms"], [[Text(blocks), Text(clusters), megabytes, Text(starts.Count), starts.Spread("0")]])],
            [new("restart after 100 000 blocks", "< 2 s", string.Create(CultureInfo.InvariantCulture, $"{starts.Median:0} ms"), starts.Median < BudgetMilliseconds)],
            []);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
