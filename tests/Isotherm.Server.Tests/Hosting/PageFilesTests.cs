using System.Net;
using Isotherm.Server.Auth;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Hosting;

public sealed class PageFilesTests : IDisposable
{
    private readonly string _web = Directory.CreateTempSubdirectory("isotherm-page-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br", "as brotli")]
    [InlineData("gzip", "gzip", "as gzip")]
    [InlineData("br;q=0, gzip", "gzip", "as gzip")]
    [InlineData("identity", null, "plain")]
    [InlineData(null, null, "plain")]
    public async Task A_file_is_sent_as_the_build_packed_it(string? accepted, string? coding, string content)
    {
        await using var server = await StartAsync();

        using var response = await GetAsync(server, "/assets/a.js", accepted);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(coding is null ? [] : [coding], response.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString());
        Assert.Equal(content, await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_start_page_is_packed_too_and_never_kept()
    {
        await using var server = await StartAsync();

        using var response = await GetAsync(server, "/", "br");

        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoCache);
        Assert.Equal("start as brotli", await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_was_not_packed_is_sent_as_it_is()
    {
        await using var server = await StartAsync();

        using var response = await GetAsync(server, "/assets/font.woff2", "br");

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("font", await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_start_page_names_the_heatmap_that_its_code_will_ask_for()
    {
        await using var server = await StartAsync(second: new FakeChain());
        using var empty = await GetAsync(server, "/", "br");
        await server.MineAsync(World.Three());
        using var first = await GetAsync(server, "/", "br");
        using var named = await GetAsync(server, "/?zoom=2&network=demo", null);
        using var asset = await GetAsync(server, "/assets/a.js", "br");
        using var unknown = await GetAsync(server, "/?network=else", "br");
        using var withoutBlocks = await GetAsync(server, "/?network=second", "br");

        string[] expected = ["</api/v1/networks/demo/heatmap?format=columns>; rel=preload; as=fetch; crossorigin=anonymous"];
        Assert.Equal(expected, Links(first));
        Assert.Equal(expected, Links(named));
        Assert.All([empty, asset, unknown, withoutBlocks], response => Assert.Empty(Links(response)));
    }

    [Fact]
    public async Task The_start_page_that_a_browser_holds_already_names_the_heatmap_anew()
    {
        await using var server = await StartAsync();
        await server.MineAsync(World.Three());
        using var first = await GetAsync(server, "/", null);

        using var again = await server.SendAsync("/", ifNoneMatch: first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Single(Links(again));
    }

    [Fact]
    public async Task Where_reading_asks_for_a_sign_in_the_start_page_names_nothing()
    {
        await using var server = await StartAsync(SignInPolicy.All);
        await server.MineAsync(World.Three());

        using var response = await GetAsync(server, "/", "br");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(Links(response));
    }

    public void Dispose() => Directory.Delete(_web, recursive: true);

    private async Task<LiveServer> StartAsync(SignInPolicy policy = SignInPolicy.Writes, FakeChain? second = null)
    {
        foreach (var (name, content) in new[]
        {
            ("index.html", "start"), ("index.html.br", "start as brotli"), ("assets/a.js", "plain"), ("assets/a.js.br", "as brotli"), ("assets/a.js.gz", "as gzip"), ("assets/font.woff2", "font"),
        })
        {
            var file = Path.Combine(_web, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content, Ct);
        }

        return await LiveServer.StartAsync(configure: options => options with { Web = _web, SignIn = policy }, second: second);
    }

    private static IEnumerable<string> Links(HttpResponseMessage response) => response.Headers.TryGetValues("Link", out var links) ? links : [];

    private static async Task<HttpResponseMessage> GetAsync(LiveServer server, string path, string? accepted)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await server.Client.SendAsync(request, Ct);
    }
}
