using System.Text.Json;
using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>A page's memory.</summary>
internal static class Heap
{
    /// <summary>JavaScript objects, array buffers and what the DOM holds on the same heap, after a collection; 10⁶ bytes.</summary>
    public static async Task<double> MegabytesAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var usage = (await session.SendAsync("Runtime.getHeapUsage"))!.Value;
        return (usage.GetProperty("usedSize").GetDouble() + Optional(usage, "embedderHeapUsedSize") + Optional(usage, "backingStorageSize")) / 1e6;
    }

    private static double Optional(JsonElement usage, string name) => usage.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
