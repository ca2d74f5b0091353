using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Fingers on a touch screen, as the browser's own input takes them (CDP, Input.dispatchTouchEvent); CSS px of the page.</summary>
internal sealed class Fingers(ICDPSession session)
{
    private const int Steps = 8;

    public static async Task<Fingers> OnAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <summary>One finger goes down, along a line, and up.</summary>
    public Task DragAsync((double X, double Y) from, (double X, double Y) to) => MoveAsync([from], [to]);

    /// <summary>Two fingers beside each other go from one distance to another, about a middle that may move.</summary>
    public Task PinchAsync((double X, double Y) middle, double from, double to) => MoveAsync(
        [(middle.X - (from / 2), middle.Y), (middle.X + (from / 2), middle.Y)],
        [(middle.X - (to / 2), middle.Y), (middle.X + (to / 2), middle.Y)]);

    private async Task MoveAsync((double X, double Y)[] from, (double X, double Y)[] to)
    {
        await SendAsync("touchStart", from);
        for (var step = 1; step <= Steps; step++)
        {
            var share = (double)step / Steps;
            await SendAsync("touchMove", [.. from.Zip(to, (a, b) => (a.X + ((b.X - a.X) * share), a.Y + ((b.Y - a.Y) * share)))]);
        }

        await SendAsync("touchEnd", []);
    }

    private async Task SendAsync(string type, (double X, double Y)[] points) => await session.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type,
        ["touchPoints"] = points.Select((point, id) => new { x = point.X, y = point.Y, id }).ToArray(),
    });
}
