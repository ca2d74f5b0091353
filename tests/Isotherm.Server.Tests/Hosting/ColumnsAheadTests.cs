using Isotherm.Engine;
using Isotherm.Server.Hosting;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Server.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Isotherm.Server.Tests.Hosting;

public sealed class ColumnsAheadTests : IDisposable
{
    private readonly string _web = Directory.CreateTempSubdirectory("isotherm-ahead-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br", "br", "gzip")]
    [InlineData("gzip", "gzip", "br")]
    [InlineData("identity", null, "br")]
    public async Task Who_opens_the_page_has_its_heatmap_packed_as_the_browser_takes_it(string accepted, string? coding, string other)
    {
        await using var server = await StartAsync();
        var picture = (await server.MineAsync(World.Three())).Picture;
        Assert.False(Has(server, picture, null));

        await OpenAsync(server, accepted);

        await HoldsAsync(server, picture, coding);
        Assert.False(Has(server, picture, other));
    }

    [Fact]
    public async Task A_block_after_a_visit_is_packed_by_itself()
    {
        await using var server = await StartAsync();
        await server.MineAsync(World.Three());
        await OpenAsync(server, "br");

        var next = (await server.MineAsync()).Picture;

        for (var i = 0; !Has(server, next, "br"); i++)
        {
            Assert.True(i < 2_000, "It was never packed.");
            server.Time.Advance(ColumnsAhead.Yield / 10);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct); // lets other threads take their turn
        }
    }

    [Fact]
    public async Task Blocks_of_which_nobody_opened_the_page_lately_are_not_packed()
    {
        await using var server = await StartAsync();
        await server.MineAsync(World.Three());
        await OpenAsync(server, "br");
        server.Time.Advance(ColumnsAhead.After + TimeSpan.FromSeconds(1));

        List<NetworkPicture> pictures = [];
        for (var i = 0; i < 5; i++)
        {
            pictures.Add((await server.MineAsync()).Picture);
            var beat = server.Network.Hub.Current.Beat;
            await server.AdvanceUntilAsync(() => server.Network.Hub.Current.Beat > beat); // the pause after a block is over by then
        }

        Assert.All(pictures, picture => Assert.False(Has(server, picture, "br")));
    }

    public void Dispose() => Directory.Delete(_web, recursive: true);

    private async Task<LiveServer> StartAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_web, "index.html"), "start", Ct);
        return await LiveServer.StartAsync(configure: options => options with { Web = _web });
    }

    private static async Task OpenAsync(LiveServer server, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await server.Client.SendAsync(request, Ct);
        response.EnsureSuccessStatusCode();
    }

    private static bool Has(LiveServer server, NetworkPicture picture, string? coding) => server.Services.GetRequiredService<HeatmapCache>().Has(picture, coding);

    // It is made beside the answer, on another thread.
    private static async Task HoldsAsync(LiveServer server, NetworkPicture picture, string? coding)
    {
        for (var i = 0; !Has(server, picture, coding); i++)
        {
            Assert.True(i < 2_000, "It was never packed.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
        }
    }
}
