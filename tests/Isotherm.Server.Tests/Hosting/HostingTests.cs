using System.Net;
using System.Text.RegularExpressions;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Hosting;

public sealed partial class HostingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_openapi_document_is_as_committed()
    {
        await using var server = await LiveServer.StartAsync();

        Golden.Matches("openapi.json", await server.GetAsync("/openapi/v1.json"));
    }

    [Fact]
    public async Task The_openapi_document_calls_a_number_a_number_and_says_what_each_parameter_means()
    {
        await using var server = await LiveServer.StartAsync();

        var document = (await server.GetAsync("/openapi/v1.json"))!;

        var schemas = document["components"]!["schemas"]!;
        Assert.Null(schemas["BigInteger"]);
        Assert.Equal("integer", (string)schemas["ClusterBody"]!["properties"]!["gpus"]!["type"]!);
        Assert.Equal("integer", (string)schemas["BlockBody"]!["properties"]!["number"]!["type"]!);
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!).ToList();
        var parameters = operations.SelectMany(operation => operation["parameters"]?.AsArray() ?? []).ToList();
        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.NotEmpty((string?)parameter!["description"] ?? ""));
        var heatmap = document["paths"]!["/api/v1/networks/{network}/heatmap"]!["get"]!["responses"]!["200"]!["content"]!;
        Assert.Equal("string", (string)heatmap["text/csv"]!["schema"]!["type"]!);
    }

    [Theory]
    [InlineData("/api/v1/networks")]
    [InlineData("/api/v1/networks/demo/heatmap")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task Head_is_answered_as_get_is_without_the_body(string path)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        using var get = await server.SendAsync(path);
        using var head = await server.SendAsync(path, method: HttpMethod.Head);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task Head_does_not_open_a_stream()
    {
        await using var server = await LiveServer.StartAsync();

        using var head = await server.SendAsync("/api/v1/networks/demo/stream", method: HttpMethod.Head);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, head.StatusCode);
    }

    [Fact]
    public async Task The_reference_page_works_offline_and_under_its_policy()
    {
        await using var server = await LiveServer.StartAsync();

        using var response = await server.SendAsync("/docs/", "text/html");
        var html = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var policy = Policy(response);
        var scripts = ScriptTag().Matches(html);
        Assert.NotEmpty(scripts);
        foreach (Match script in scripts)
        {
            var nonce = Nonce().Match(script.Value).Groups[1].Value;
            Assert.Contains($"'nonce-{nonce}'", policy, StringComparison.Ordinal);
            if (Source().Match(script.Value) is { Success: true } source)
            {
                using var file = await server.Client.GetAsync(new Uri(new Uri(server.Client.BaseAddress!, "/docs/"), source.Groups[1].Value), Ct);
                Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            }
        }

        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Contains("\"withDefaultFonts\": false", html.Replace("\"withDefaultFonts\":false", "\"withDefaultFonts\": false", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/networks")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/health/live")]
    public async Task Every_response_carries_the_security_headers(string path)
    {
        await using var server = await LiveServer.StartAsync();

        using var response = await server.SendAsync(path);

        var policy = Policy(response);
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Without_a_built_page_the_root_says_how_to_build_it()
    {
        await using var server = await LiveServer.StartAsync();

        using var response = await server.SendAsync("/", "text/html");

        Assert.Contains("npm run build", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_built_page_is_served_with_its_hashed_files_kept_for_long()
    {
        var web = Directory.CreateTempSubdirectory("isotherm-web-").FullName;
        Directory.CreateDirectory(Path.Combine(web, "assets"));
        await File.WriteAllTextAsync(Path.Combine(web, "index.html"), "<p>page</p>", Ct);
        await File.WriteAllTextAsync(Path.Combine(web, "assets", "app-1234.js"), "1", Ct);
        await using var server = await LiveServer.StartAsync(configure: o => o with { Web = web });

        using var page = await server.SendAsync("/");
        using var script = await server.SendAsync("/assets/app-1234.js");
        using var outside = await server.SendAsync("/assets/..%2f..%2fetc/passwd");

        Assert.Equal("<p>page</p>", await page.Content.ReadAsStringAsync(Ct));
        Assert.True(page.Headers.CacheControl!.NoCache);
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), script.Headers.CacheControl!.MaxAge);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        Directory.Delete(web, recursive: true);
    }

    [Fact]
    public async Task Metrics_tell_of_blocks_zones_viewers_and_problems()
    {
        // Meters are known by name over the whole process, where other tests run servers too.
        await using var server = await LiveServer.StartAsync(define: d => d with { Rules = World.Rules("measured") });
        await server.MineAsync(World.Three());
        await server.MineAsync();
        await server.ReorganiseAsync(1, [], []);
        await server.HubAsync(state => state.Beat >= 1);
        await using var viewer = await StreamViewer.OpenAsync(await server.SendAsync("/api/v1/networks/measured/stream"), Ct);
        Assert.Equal("snapshot", (await viewer.NextAsync()).EventType);
        Assert.Equal("heartbeat", (await viewer.NextAsync()).EventType); // by now the snapshot is counted
        server.Chain.Status = server.Chain.Status with { Problem = "The node is down." };

        using var response = await server.SendAsync("/metrics");
        var metrics = await response.Content.ReadAsStringAsync(Ct);

        string[] own = [.. metrics.Split('\n').Where(line => line.Contains("network=\"measured\"", StringComparison.Ordinal))];
        Assert.Contains(own, line => line.StartsWith("isotherm_blocks_applied_total{", StringComparison.Ordinal) && line.Contains("} 4", StringComparison.Ordinal));
        Assert.Contains(own, line => line.StartsWith("isotherm_rewinds_total{", StringComparison.Ordinal) && line.Contains("} 1", StringComparison.Ordinal));
        Assert.Contains(own, line => line.StartsWith("isotherm_clusters{", StringComparison.Ordinal) && line.Contains("zone=\"red\"} 1", StringComparison.Ordinal));
        Assert.Contains(own, line => line.StartsWith("isotherm_problem{", StringComparison.Ordinal) && line.Contains("} 1", StringComparison.Ordinal));
        Assert.Contains(own, line => line.StartsWith("isotherm_stream_messages_total{", StringComparison.Ordinal) && line.Contains("kind=\"snapshot\"", StringComparison.Ordinal) && line.Contains("} 1", StringComparison.Ordinal));
        Assert.Contains("isotherm_viewers", metrics, StringComparison.Ordinal);
        foreach (var name in new[] { "seq", "head", "confirmed", "block_age_seconds", "queued", "commit_duration_seconds_bucket", "publish_duration_seconds_bucket", "apply_duration_seconds_bucket", "stream_bytes_total", "rewind_depth_bucket", "journal_size_bytes" })
            Assert.Contains(own, line => line.StartsWith($"isotherm_{name}{{", StringComparison.Ordinal));
    }

    private static string Policy(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex ScriptTag();

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Source();
}
