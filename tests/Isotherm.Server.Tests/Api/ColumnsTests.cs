using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Isotherm.Engine;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Server.Wire;
using Isotherm.Testing;

namespace Isotherm.Server.Tests.Api;

public sealed class ColumnsTests
{
    private const string Path = "/api/v1/networks/demo/heatmap";

    private const string Columns = "application/vnd.isotherm.columns";

    private static readonly int[] Widths = [20, 64, 65, 120, 130, 250];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Columns_tell_the_same_terms_as_the_json() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 40], Gen.Int[0, Widths.Length - 1]).Sample(
            (seed, rows, width) => AssertSame(RandomPictures.Of(seed, rows, Widths[width])), iter: 300, threads: 1);

    [Theory]
    [InlineData(257, 64)]
    [InlineData(700, 65)]
    [InlineData(1_500, 130)]
    public void Columns_tell_the_same_terms_of_more_rows_than_are_looked_at_together(int rows, int widest) => AssertSame(RandomPictures.Of(3, rows, widest));

    [Theory]
    [InlineData(63, 8)]
    [InlineData(64, 8)]
    [InlineData(65, 16)]
    [InlineData(128, 16)]
    [InlineData(129, 32)]
    public void A_column_is_as_narrow_as_its_largest_number_allows(int bits, int width)
    {
        var picture = RandomPictures.Of(1, 3, 16);
        var rows = picture.Rows.ToArray();
        rows[1] = rows[1] with { Terms = rows[1].Terms with { Collateral = (System.Numerics.BigInteger.One << bits) - 1 } };

        var head = Head(HeatmapColumns.Write(picture with { Rows = rows }));

        Assert.Equal(width, (int)head["columns"]!["collateral"]!["width"]!);
    }

    [Fact]
    public async Task A_viewer_goes_on_with_the_stream_from_the_columns_that_it_holds()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        using var response = await server.SendAsync(Path, Columns);
        var since = Assert.Single(response.Headers.GetValues("X-Isotherm-Stream"));
        await server.MineAsync(World.Collateral(1, 40_000 * World.Token));

        await using var viewer = await server.ViewAsync(since);
        var first = await viewer.NextAsync();

        Assert.Equal(Columns, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(since, server.Network.Hub.Current.Recent[0].Id.ToString());
        Assert.Equal("frame", first.EventType);
        Assert.Equal("1", (string)JsonNode.Parse(first.Data)!["tiles"]![0]!["id"]!);
    }

    [Fact]
    public async Task An_older_block_names_the_stream_where_it_can_go_on_from_there_and_has_its_own_tag()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(World.Collateral(1, 40_000 * World.Token));

        using var older = await server.SendAsync(Path + "?block=0", Columns);
        using var head = await server.SendAsync(Path, Columns);
        using var json = await server.SendAsync(Path);
        using var held = await server.SendAsync(Path, Columns, head.Headers.ETag!.ToString());

        Assert.Equal(server.Network.Hub.Current.Head!.Id.ToString(), Assert.Single(head.Headers.GetValues("X-Isotherm-Stream")));
        Assert.NotEqual(head.Headers.ETag, older.Headers.ETag);
        Assert.NotEqual(head.Headers.ETag, json.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
        Assert.Contains("Accept", head.Headers.Vary);
        Assert.Equal(0, (int)Head(await older.Content.ReadAsByteArrayAsync(Ct))["block"]!["number"]!);
    }

    [Theory]
    [InlineData("columns", Columns)]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    public async Task A_format_that_is_named_goes_before_what_is_accepted(string format, string type)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        using var response = await server.SendAsync($"{Path}?format={format}", "text/html, */*;q=0.1");
        using var accepted = await server.SendAsync(Path, type);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(accepted.Headers.ETag, response.Headers.ETag);
    }

    [Fact]
    public async Task A_format_that_is_none_is_refused_with_those_there_are()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        using var response = await server.SendAsync(Path + "?format=xml");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(("/problems/invalid-parameter", "format", "xml", "json, csv or columns"), ((string)problem["type"]!, (string)problem["parameter"]!, (string)problem["value"]!, (string)problem["expected"]!));
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task Columns_are_packed_as_the_asker_takes_them_under_one_tag(string? accepted, string? coding)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        using var plain = await server.SendAsync(Path, Columns);

        using var response = await AcceptingAsync(server, accepted);
        var sent = await response.Content.ReadAsByteArrayAsync(Ct);

        Assert.Equal(coding is null ? [] : [coding], response.Content.Headers.ContentEncoding);
        Assert.Equal(sent.Length, response.Content.Headers.ContentLength);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(Ct), Unpacked(sent, coding));
        Assert.Equal(plain.Headers.ETag, response.Headers.ETag);
        Assert.Superset(new HashSet<string> { "Accept", "Accept-Encoding" }, response.Headers.Vary.ToHashSet());
        Assert.Equal(Columns, response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Columns_asked_for_while_blocks_come_are_those_of_the_block_that_their_headers_name()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        List<Task<(string Stream, string Tag, int Block)>> asked = [];

        for (var i = 1; i <= 12; i++)
        {
            asked.AddRange(Enumerable.Range(0, 4).Select(_ => ToldAsync(server)));
            await server.MineAsync(World.Collateral(1, (40_000 + i) * World.Token));
        }

        var told = await Task.WhenAll(asked);
        Assert.All(told, one => Assert.Equal(told.First(other => other.Block == one.Block), one));
        Assert.Equal(told.Select(one => one.Block).Distinct().Count(), told.Select(one => one.Tag).Distinct().Count());
        Assert.Equal(told.Select(one => one.Block).Distinct().Count(), told.Select(one => one.Stream).Distinct().Count());
    }

    /// <summary>The page's tests read the same file: both sides hold one format. ISOTHERM_ACCEPT=1 writes it anew.</summary>
    [Fact]
    public void The_committed_columns_are_those_of_this_server()
    {
        var picture = RandomPictures.Of(20_260_131, 24, 250);
        var columns = HeatmapColumns.Write(picture);
        var json = JsonSerializer.SerializeToUtf8Bytes(ComposeClusters.Heatmap(picture), WireJson.Default.HeatmapBody);
        var paths = (Columns: RepositoryRoot.Combine("tests", "fixtures", "heatmap.columns"), Json: RepositoryRoot.Combine("tests", "fixtures", "heatmap.columns.json"));
        if (Environment.GetEnvironmentVariable("ISOTHERM_ACCEPT") == "1")
        {
            File.WriteAllBytes(paths.Columns, columns);
            File.WriteAllBytes(paths.Json, json);
        }

        Assert.True(File.Exists(paths.Columns), $"{paths.Columns} is missing; ISOTHERM_ACCEPT=1 writes it.");
        Assert.Equal(Convert.ToHexString(File.ReadAllBytes(paths.Columns)), Convert.ToHexString(columns));
        Assert.Equal(File.ReadAllBytes(paths.Json), json);
    }

    private static async Task<(string Stream, string Tag, int Block)> ToldAsync(LiveServer server)
    {
        using var response = await AcceptingAsync(server, "br");
        var body = Unpacked(await response.Content.ReadAsByteArrayAsync(Ct), "br");
        return (Assert.Single(response.Headers.GetValues("X-Isotherm-Stream")), response.Headers.ETag!.ToString(), (int)Head(body)["block"]!["number"]!);
    }

    private static async Task<HttpResponseMessage> AcceptingAsync(LiveServer server, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + "?format=columns");
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await server.Client.SendAsync(request, Ct);
    }

    private static byte[] Unpacked(byte[] sent, string? coding)
    {
        if (coding is null)
            return sent;
        using var packed = new MemoryStream(sent);
        using Stream unpacking = coding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        unpacking.CopyTo(plain);
        return plain.ToArray();
    }

    private static JsonNode Head(byte[] body) => JsonNode.Parse(body.AsSpan(16, BitConverter.ToInt32(body, 8)))!;

    private static void AssertSame(NetworkPicture picture)
    {
        var json = JsonSerializer.SerializeToNode(ComposeClusters.Heatmap(picture), WireJson.Default.HeatmapBody)!;

        var told = ColumnsReader.Read(HeatmapColumns.Write(picture));

        Assert.True(JsonNode.DeepEquals(ColumnsReader.TermsOf(json), told), $"{ColumnsReader.TermsOf(json)}\nin columns is\n{told}");
    }
}
