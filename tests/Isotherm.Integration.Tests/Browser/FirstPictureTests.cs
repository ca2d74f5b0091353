namespace Isotherm.Integration.Tests.Browser;

/// <summary>The way to the first picture, as a browser walks it.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class FirstPictureTests(LiveDemo demo)
{
    // All requests for the heatmap until the map is drawn and the stream goes on, and when the page's own code began to come.
    private const string Asked = """
        () => {
          const all = performance.getEntriesByType('resource');
          return all.filter((e) => new URL(e.name).pathname.endsWith('/heatmap')).map((e) => `${e.initiatorType} ${new URL(e.name).search}`);
        }
        """;

    private const string Ahead = """
        () => {
          const all = performance.getEntriesByType('resource');
          const heatmap = all.find((e) => new URL(e.name).pathname.endsWith('/heatmap'));
          const script = all.filter((e) => e.name.endsWith('.js')).map((e) => e.responseEnd);
          return heatmap.startTime < Math.min(...script);
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/?network=demo")]
    public async Task The_heatmap_is_fetched_once_and_before_the_page_s_code_is_there(string link)
    {
        await using var page = await demo.OpenAsync(1280, 800, link: link);
        await Evidence.KeepAsync("first-picture", demo.Server, page, async () =>
        {
            var id = (await page.RowsAsync()).Keys.First();
            var first = await page.ShownBlockAsync(id);
            await Eventually.HoldsAsync("a block from the stream", async () => await page.ShownBlockAsync(id) > first ? null : "not yet", 20, Ct);

            Assert.Equal(["link ?format=columns"], await page.Page.EvaluateAsync<string[]>(Asked));
            Assert.True(await page.Page.EvaluateAsync<bool>(Ahead), "The heatmap was asked for only by the page's code.");
            Assert.Empty(page.Complaints);
        });
    }
}
