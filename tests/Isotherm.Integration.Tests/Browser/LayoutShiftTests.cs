namespace Isotherm.Integration.Tests.Browser;

[Collection(LiveDemoCollection.Name)]
public sealed class LayoutShiftTests(LiveDemo demo)
{
    private const string Loaded = """
        () => document.querySelector('[aria-label=View] button') && (innerWidth < 768 || document.querySelector('footer [role=slider]') && document.querySelector('aside'))
          && document.querySelector('[role=log]') && window.isotherm.map?.renderer === 'webgl' && document.fonts.status === 'loaded'
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1600, 1000)]
    [InlineData(820, 1100)]
    [InlineData(390, 844)]
    public async Task Nothing_moves_from_the_first_byte_to_the_last_part_and_on_with_the_blocks(int width, int height)
    {
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync($"shifts-{width}", demo.Server, page, async () =>
        {
            await page.Page.WaitForFunctionAsync(Loaded);
            var id = (await page.RowsAsync()).Keys.First();
            var first = await page.ShownBlockAsync(id);
            await Eventually.HoldsAsync("two more blocks", async () => await page.ShownBlockAsync(id) >= first + 2 ? null : "not yet", 20, Ct);
            Assert.Empty(await page.LayoutShiftsAsync());
        });
    }
}
