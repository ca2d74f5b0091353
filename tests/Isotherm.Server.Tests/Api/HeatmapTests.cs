using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Api;

public sealed class HeatmapTests
{
    private const string Path = "/api/v1/networks/demo/heatmap";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_heatmap_has_the_shape_of_the_protocol()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        Golden.Matches("heatmap.json", await server.GetAsync(Path));
    }

    [Fact]
    public async Task An_outage_leaves_nulls_and_the_last_known_ratio()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        server.Chain.Price = null;
        await server.MineAsync();

        var heatmap = await server.GetAsync(Path);

        Golden.Matches("heatmap-outage.json", heatmap);
        Assert.Equal(3, (int)heatmap["counts"]!["unknown"]!);
        Assert.Null(heatmap["clusters"]![0]!["ratio"]);
        Assert.Equal(0ul, (ulong)heatmap["clusters"]![0]!["lastKnown"]!["block"]!);
    }

    [Fact]
    public async Task Clusters_come_in_id_order_however_they_registered()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync([.. World.Class(), .. World.Cluster(30, 32_000), .. World.Cluster(4, 32_000), .. World.Cluster(100, 32_000)]);

        var ids = (await server.GetAsync(Path))["clusters"]!.AsArray().Select(c => (string)c!["id"]!);

        Assert.Equal(["4", "30", "100"], ids);
    }

    [Fact]
    public async Task The_csv_holds_the_same_values_in_the_order_of_the_protocol()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        using var response = await server.SendAsync(Path, "text/csv");

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Golden.Matches("heatmap.csv", await response.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+x", "'+x")]
    [InlineData("-x", "'-x")]
    [InlineData("@x", "'@x")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=\"x\",y", "\"'=\"\"x\"\",y\"")]
    [InlineData("plain", "plain")]
    public async Task A_csv_text_can_neither_run_in_a_spreadsheet_nor_leave_its_field(string name, string field)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync([.. World.Class(), .. World.Cluster(1, 32_000, name, "eu")]);

        using var response = await server.SendAsync(Path, "text/csv");
        var line = (await response.Content.ReadAsStringAsync(Ct)).Split("\r\n")[1];

        Assert.Contains($",1,{field},eu,", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html, application/json;q=0.5", "application/json")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv")]
    [InlineData("text/*", "text/csv")]
    [InlineData("application/json;q=0, */*", "text/csv")]
    [InlineData("application/*;q=0.2, text/csv;q=0.1", "application/json")]
    public async Task The_format_is_the_one_wanted_most(string? accept, string format)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        using var response = await server.SendAsync(Path, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(format, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task The_body_and_its_tag_do_not_change_with_the_clock()
    {
        var chain = new FakeChain();
        await using var one = await LiveServer.StartAsync(chain);
        await using var two = await LiveServer.StartAsync(chain);
        await one.MineAsync(World.Three());
        using var early = await one.SendAsync(Path);
        var before = await early.Content.ReadAsStringAsync(Ct);
        two.Time.Advance(TimeSpan.FromHours(1));
        await two.MineAsync();

        using var late = await two.SendAsync(Path + "?block=0");

        Assert.Equal(before, await late.Content.ReadAsStringAsync(Ct));
        Assert.Equal(early.Headers.ETag, late.Headers.ETag);
    }

    [Fact]
    public async Task A_tag_that_is_held_is_answered_with_304_for_its_block_and_format_only()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(World.Collateral(1, 40_000 * World.Token));
        using var first = await server.SendAsync(Path);
        var tag = first.Headers.ETag!.ToString();

        using var again = await server.SendAsync(Path, ifNoneMatch: tag);
        using var older = await server.SendAsync(Path + "?block=0", ifNoneMatch: tag);
        using var csv = await server.SendAsync(Path, "text/csv", tag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(HttpStatusCode.OK, older.StatusCode);
        Assert.Equal(HttpStatusCode.OK, csv.StatusCode);
    }

    [Fact]
    public async Task Another_manifest_gives_another_tag()
    {
        var chain = new FakeChain();
        await using var one = await LiveServer.StartAsync(chain);
        await using var two = await LiveServer.StartAsync(chain, define: d => d with { Fingerprint = "manifest-2" });
        var head = chain.Mine(World.Three());
        await one.PublishedAsync(p => p.Picture.Block.Hash == head.Hash);
        await two.PublishedAsync(p => p.Picture.Block.Hash == head.Hash);

        using var a = await one.SendAsync(Path);
        using var b = await two.SendAsync(Path);

        Assert.NotEqual(a.Headers.ETag, b.Headers.ETag);
    }

    [Fact]
    public async Task Any_recorded_block_is_to_be_had_while_following()
    {
        await using var server = await LiveServer.StartAsync();
        List<string> hashes = [(await server.MineAsync(World.Three())).Picture.StateHash];
        for (var i = 1; i <= 80; i++)
            hashes.Add((await server.MineAsync(World.Collateral(1, (30_000 + i) * World.Token))).Picture.StateHash);

        foreach (var number in new[] { 0, 5, 16, 17, 79, 80 })
        {
            var heatmap = await server.GetAsync($"{Path}?block={number}");
            Assert.Equal(number, (int)heatmap["block"]!["number"]!);
            Assert.Equal(hashes[number], (string)heatmap["stateHash"]!);
        }

        Assert.Equal(79, (int)(await server.GetAsync(Path + "?block=confirmed"))["block"]!["number"]!);
        server.Chain.Status = server.Chain.Status with { Safe = 48, Finalized = 16 };
        Assert.Equal(48, (int)(await server.GetAsync(Path + "?block=safe"))["block"]!["number"]!);
        Assert.Equal(hashes[16], (string)(await server.GetAsync(Path + "?block=finalized"))["stateHash"]!);
    }

    [Fact]
    public async Task An_orphaned_block_is_gone_and_its_height_has_the_new_one()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        var orphaned = await server.MineAsync(World.Collateral(1, 31_000 * World.Token));
        await server.MineAsync();
        var adopted = await server.ReorganiseAsync(2, [World.Collateral(1, 29_000 * World.Token)], []);

        var heatmap = await server.GetAsync(Path + "?block=1");

        Assert.NotEqual(orphaned.Picture.Block.Hash, (string)heatmap["block"]!["hash"]!);
        Assert.Equal("29000" + new string('0', 18), (string)heatmap["clusters"]![0]!["collateral"]!);
        Assert.Equal(2ul, adopted.Picture.Block.Number);
    }

    [Fact]
    public async Task A_liquidated_cluster_stays_on_the_heatmap()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(
            new Fact.QueueEntered(new ClusterId(3), World.Genesis + 2, World.Genesis + 62),
            new Fact.Liquidated(new ClusterId(3), World.Operator, 1, 1));

        var cluster = (await server.GetAsync(Path))["clusters"]![2]!;

        Assert.Equal("liquidated", (string)cluster["zone"]!);
        Assert.Equal("liquidated", (string)cluster["queueState"]!);
        Assert.Equal("0", (string)cluster["collateral"]!);
        Assert.NotNull(cluster["deadline"]);
    }

    [Fact]
    public async Task A_deadline_after_the_year_9999_is_its_unix_second()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(new Fact.QueueEntered(new ClusterId(3), World.Genesis + 2, 999_999_999_999_999));

        var cluster = (await server.GetAsync(Path))["clusters"]![2]!;

        Assert.Equal("999999999999999", (string)cluster["deadline"]!);
    }

    [Fact]
    public async Task A_body_can_be_had_compressed()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Add("Accept-Encoding", "br");

        using var response = await server.Client.SendAsync(request, Ct);

        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.NotNull(JsonNode.Parse(await new StreamReader(new System.IO.Compression.BrotliStream(
            await response.Content.ReadAsStreamAsync(Ct), System.IO.Compression.CompressionMode.Decompress)).ReadToEndAsync(Ct)));
    }
}
