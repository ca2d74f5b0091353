using System.Text.Json;
using Isotherm.Bench.Reporting;
using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>One map drawn by one contender: what it costs and where its tiles go.</summary>
/// <param name="Update">Milliseconds of script for each block.</param>
/// <param name="FirstScript">Milliseconds of script until the first picture.</param>
/// <param name="FirstPicture">Milliseconds until the frame after it.</param>
/// <param name="MainThread">Processor time of the page's main thread for a block, frames and hidden rows after it included; milliseconds.</param>
/// <param name="AllProcesses">The same of all of the browser's processes.</param>
/// <param name="MovedOver2">Tiles a block that go more than 2 px.</param>
/// <param name="P99">Px that 99 % of tiles stay under.</param>
/// <param name="Farthest">Px.</param>
internal sealed record Race(Samples Update, double FirstScript, double FirstPicture, double MainThread, double AllProcesses, double MovedOver2, double P99, double Farthest)
{
    /// <summary>Runs it on a page of its own; null when it is not done in time.</summary>
    /// <param name="browser">Where.</param>
    /// <param name="contender">A name that bench/map-page knows.</param>
    /// <param name="tiles">How many.</param>
    /// <param name="warmUp">Blocks before those that are timed: a page shows many in a day, and its code is soon compiled for them.</param>
    /// <param name="blocks">Blocks that are timed.</param>
    /// <param name="moves">Blocks more, of which only the movement is read.</param>
    /// <param name="patience">For all of it.</param>
    public static async Task<Race?> RunAsync(BenchBrowser browser, string contender, int tiles, int warmUp, int blocks, int moves, TimeSpan patience)
    {
        var page = await browser.NewBenchPageAsync();
        try
        {
            return await RunAsync(browser, page, contender, tiles, warmUp, blocks, moves).WaitAsync(patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    private static async Task<Race> RunAsync(BenchBrowser browser, IPage page, string contender, int tiles, int warmUp, int blocks, int moves)
    {
        await page.EvaluateAsync("([tiles, blocks]) => window.bench.prepare(tiles, blocks)", new[] { tiles, warmUp + blocks + moves });
        var first = await page.EvaluateAsync<JsonElement>("(name) => window.bench.begin(name)", contender);
        await page.EvaluateAsync("(blocks) => window.bench.warmUp(blocks)", warmUp);
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        var (thread, all) = (await MainThreadAsync(session), await browser.CpuSecondsAsync());
        var times = await page.EvaluateAsync<double[]>("(count) => window.bench.updates(count)", blocks);
        (thread, all) = (await MainThreadAsync(session) - thread, await browser.CpuSecondsAsync() - all);
        var movement = await page.EvaluateAsync<JsonElement>("(count) => window.bench.movement(count)", moves);
        return new(
            new Samples(times),
            first.GetProperty("script").GetDouble(),
            first.GetProperty("picture").GetDouble(),
            thread * 1_000 / blocks,
            all * 1_000 / blocks,
            movement.GetProperty("over2").GetDouble(),
            movement.GetProperty("p99").GetDouble(),
            movement.GetProperty("most").GetDouble());
    }

    // Seconds of processor time, with timeDomain threadTicks.
    private static async Task<double> MainThreadAsync(ICDPSession session)
    {
        var answer = await session.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().First(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
    }
}
