using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>
/// A hand that drags: the mouse pressed, moved step by step, let go, each step when the page is done with the one before. As Chromium's
/// input, not by Playwright's mouse: that runs scripts of its own in the page for each step of a drag, longer than the page's.
/// </summary>
internal static class Pan
{
    /// <summary>Drags to and fro inside the map of a 1600 × 900 page.</summary>
    public static Task DragAsync(IPage page, int steps) => DragAsync(page, steps, swing => (900 - (4 * swing), 600 - (2 * swing)));

    /// <summary>Drags a slider's thumb from its middle to its right, and back.</summary>
    public static async Task SlideAsync(IPage page, ILocator slider, int steps)
    {
        var box = await slider.BoundingBoxAsync() ?? throw new InvalidOperationException("The slider is not on the screen.");
        var (middle, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await DragAsync(page, steps, swing => (middle + (box.Width * 0.4f * swing / 60), y));
    }

    private static async Task DragAsync(IPage page, int steps, Func<int, (float X, float Y)> at)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await SendAsync("mouseMoved", 0, down: false);
        await SendAsync("mousePressed", 0, down: true);
        for (var i = 1; i <= steps; i++)
            await SendAsync("mouseMoved", i, down: true);
        await SendAsync("mouseReleased", steps, down: false);
        await session.DetachAsync();

        Task SendAsync(string type, int step, bool down) => session.SendAsync("Input.dispatchMouseEvent", new()
        {
            ["type"] = type,
            ["x"] = at(Swing(step)).X,
            ["y"] = at(Swing(step)).Y,
            ["button"] = type == "mouseMoved" && !down ? "none" : "left",
            ["buttons"] = down ? 1 : 0,
            ["clickCount"] = type == "mouseMoved" ? 0 : 1,
        });
    }

    // 0 … 60 … 0 … 60
    private static int Swing(int step) => step % 120 <= 60 ? step % 120 : 120 - (step % 120);
}
