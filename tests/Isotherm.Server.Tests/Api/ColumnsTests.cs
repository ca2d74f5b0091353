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

    private static JsonNode Head(byte[] body) => JsonNode.Parse(body.AsSpan(16, BitConverter.ToInt32(body, 8)))!;

    private static void AssertSame(NetworkPicture picture)
    {
        var json = JsonSerializer.SerializeToNode(ComposeClusters.Heatmap(picture), WireJson.Default.HeatmapBody)!;

        var told = ColumnsReader.Read(HeatmapColumns.Write(picture));

        Assert.True(JsonNode.DeepEquals(ColumnsReader.TermsOf(json), told), $"{ColumnsReader.TermsOf(json)}\nin columns is\n{told}");
    }
}
