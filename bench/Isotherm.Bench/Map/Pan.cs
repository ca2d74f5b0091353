using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>A hand that drags: the mouse pressed, moved step by step, let go.</summary>
internal static class Pan
{
    /// <summary>Drags to and fro inside the map of a 1600 × 900 page.</summary>
    public static async Task DragAsync(IPage page, int steps)
    {
        await page.Mouse.MoveAsync(900, 600);
        await page.Mouse.DownAsync();
        for (var i = 1; i <= steps; i++)
            await page.Mouse.MoveAsync(900 - (4 * Swing(i)), 600 - (2 * Swing(i)));
        await page.Mouse.UpAsync();
    }

    /// <summary>Drags a slider's thumb from its middle to its left, and back.</summary>
    public static async Task SlideAsync(IPage page, ILocator slider, int steps)
    {
        var box = await slider.BoundingBoxAsync() ?? throw new InvalidOperationException("The slider is not on the screen.");
        var (middle, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(middle, y);
        await page.Mouse.DownAsync();
        for (var i = 1; i <= steps; i++)
            await page.Mouse.MoveAsync(middle + (box.Width * 0.4f * Swing(i) / 60), y);
        await page.Mouse.UpAsync();
    }

    // 0 … 60 … 0 … 60
    private static int Swing(int step) => step % 120 <= 60 ? step % 120 : 120 - (step % 120);
}
