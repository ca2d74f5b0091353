using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Api;

public sealed class PlanningTests
{
    private const string Demo = "/api/v1/networks/demo";

    [Fact]
    public async Task A_stress_tells_zones_before_and_after_and_what_falls()
    {
        await using var server = await ReadyAsync();

        var answer = await StressAsync(server, """{"price":-20}""");

        Assert.Equal((1, 1, 1), Zones(answer["before"]!));
        Assert.Equal((1, 0, 2), Zones(answer["after"]!));
        Assert.Equal($$"""{"clusters":1,"seized":"{{17_000 * World.Token}}"}""", answer["already"]!.ToJsonString());
        Assert.Equal($$"""{"clusters":1,"seized":"{{21_000 * World.Token}}"}""", answer["fell"]!.ToJsonString());
        Assert.Equal("""{"price":-20,"demand":0,"gas":0,"requirement":0,"depth":null}""", answer["stress"]!.ToJsonString());
        Assert.Equal(0, (int)answer["block"]!["number"]!);
        var round = Assert.Single(answer["rounds"]!.AsArray())!;
        Assert.Equal((string)round["price"]!, (string)round["priceAfter"]!);
    }

    [Fact]
    public async Task With_a_depth_what_falls_brings_down_more()
    {
        await using var server = await ReadyAsync();

        var answer = await StressAsync(server, $$"""{"price":-20,"depth":"{{21_000 * World.Token}}"}""");

        var rounds = answer["rounds"]!.AsArray();
        Assert.Equal([(1, 1), (2, 1)], rounds.Select(static round => ((int)round!["round"]!, (int)round["clusters"]!)));
        Assert.Equal(2, long.Parse((string)rounds[0]!["price"]!) / long.Parse((string)rounds[0]!["priceAfter"]!));
        Assert.Equal((string)rounds[0]!["priceAfter"]!, (string)rounds[1]!["price"]!);
        Assert.Equal((0, 0, 3), Zones(answer["after"]!));
        Assert.Equal($"{(21_000 + 32_000) * World.Token}", (string)answer["fell"]!["seized"]!);
    }

    [Fact]
    public async Task The_ladder_holds_at_each_step_all_before_it()
    {
        await using var server = await ReadyAsync();

        var answer = await server.GetAsync(Demo + "/ladder");

        Assert.Equal("price", (string)answer["by"]!);
        Assert.Equal(1, (int)answer["already"]!["clusters"]!);
        var steps = answer["steps"]!.AsArray().ToDictionary(static step => (int)step!["change"]!, static step => step!);
        // 1.3125 × 0.92 and 2 × 0.6 are critical or above; the next steps are not.
        Assert.Equal([0, 1, 1, 2, 2], new[] { -7, -10, -40, -50, -99 }.Select(change => (int)steps[change]["clusters"]!));
        Assert.Equal((1, 0), ((int)steps[-10]["newly"]!["clusters"]!, (int)steps[-12]["newly"]!["clusters"]!));
        Assert.Equal($"{53_000 * World.Token}", (string)steps[-99]["seized"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"price\":-100}")]
    [InlineData("{\"gas\":901}")]
    [InlineData("{\"price\":1.5}")]
    [InlineData("{\"price\":\"-20\"}")]
    [InlineData("{\"prise\":-20}")]
    [InlineData("{\"depth\":\"0\"}")]
    [InlineData("{\"depth\":\"-1\"}")]
    [InlineData("{\"depth\":\"340282366920938463463374607431768211456\"}")]
    public async Task A_body_that_is_no_stress_is_refused_and_says_what_was_expected(string body)
    {
        await using var server = await ReadyAsync();

        using var response = await PostAsync(server, Demo + "/stress", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(("/problems/invalid-parameter", "body"), ((string)problem["type"]!, (string)problem["parameter"]!));
        Assert.Contains("whole per cent from -99 to 900", (string)problem["expected"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_long_is_refused_unread(bool saysSo)
    {
        await using var server = await ReadyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Demo + "/stress")
        {
            Content = new StringContent(new string(' ', 100_000) + "{}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = !saysSo;

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/networks/nope/stress", 404)]
    [InlineData(Demo + "/stress?block=99", 404)]
    [InlineData(Demo + "/stress?block=x", 400)]
    public async Task A_stress_of_what_is_not_there_is_said_as_problem_details(string path, int status)
    {
        await using var server = await ReadyAsync();

        using var response = await PostAsync(server, path, "{}");

        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<LiveServer> ReadyAsync()
    {
        var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        return server;
    }

    private static async Task<JsonNode> StressAsync(LiveServer server, string body)
    {
        using var response = await PostAsync(server, Demo + "/stress", body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<HttpResponseMessage> PostAsync(LiveServer server, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await server.Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private static (int Green, int Yellow, int Red) Zones(JsonNode counts) =>
        ((int)counts["green"]!, (int)counts["yellow"]!, (int)counts["red"]!);
}
