using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Api;

public sealed class ProblemTests
{
    private const string Demo = "/api/v1/networks/demo";

    [Theory]
    [InlineData("/api/v1/networks/nope", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/heatmap", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/heatmap?block=x", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/stream", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/clusters/1", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/clusters/x", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/clusters/1/nodes", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/queue", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/transitions", 404, "unknown-network")]
    [InlineData("/api/v1/networks/nope/thresholds", 404, "unknown-network")]
    [InlineData(Demo + "/clusters/99", 404, "unknown-cluster")]
    [InlineData(Demo + "/clusters/99/nodes", 404, "unknown-cluster")]
    [InlineData(Demo + "/heatmap?block=99", 404, "block-not-available")]
    [InlineData(Demo + "/heatmap?block=safe", 404, "block-not-available")]
    [InlineData(Demo + "/queue?block=finalized", 404, "block-not-available")]
    [InlineData("/api/v1/nothing", 404, "not-found")]
    [InlineData("/api/v2/networks", 404, "not-found")]
    public async Task What_is_not_there_is_said_as_problem_details(string path, int status, string type)
    {
        await using var server = await ReadyAsync();

        var problem = await ProblemAsync(server, path, status, type);

        Assert.Equal(path.Split('?')[0], (string)problem["instance"]!);
    }

    [Theory]
    [InlineData("/heatmap?block=", "block", "")]
    [InlineData("/heatmap?block=-1", "block", "-1")]
    [InlineData("/heatmap?block=+1", "block", " 1")]
    [InlineData("/heatmap?block=0x1", "block", "0x1")]
    [InlineData("/heatmap?block=1.5", "block", "1.5")]
    [InlineData("/heatmap?block=Latest", "block", "Latest")]
    [InlineData("/heatmap?block=0&block=1", "block", "0,1")]
    [InlineData("/heatmap?block=99999999999999999999", "block", "99999999999999999999")]
    [InlineData("/queue?block=x", "block", "x")]
    [InlineData("/thresholds?block=x", "block", "x")]
    [InlineData("/clusters/1?block=x", "block", "x")]
    [InlineData("/clusters/1/nodes?block=x", "block", "x")]
    [InlineData("/clusters/abc", "cluster", "abc")]
    [InlineData("/clusters/-1", "cluster", "-1")]
    [InlineData("/clusters/115792089237316195423570985008687907853269984665640564039457584007913129639936", "cluster", null)]
    [InlineData("/transitions?limit=0", "limit", "0")]
    [InlineData("/transitions?limit=1001", "limit", "1001")]
    [InlineData("/transitions?limit=ten", "limit", "ten")]
    [InlineData("/transitions?after=x", "after", "x")]
    [InlineData("/transitions?cluster=x", "cluster", "x")]
    [InlineData("/stream?since=x", "since", "x")]
    public async Task A_parameter_that_cant_be_read_is_named_with_its_value_and_what_was_expected(string path, string name, string? value)
    {
        await using var server = await ReadyAsync();

        var problem = await ProblemAsync(server, Demo + path, 400, "invalid-parameter");

        Assert.Equal(name, (string)problem["parameter"]!);
        if (value is not null)
            Assert.Equal(value, (string)problem["value"]!);
        Assert.Contains((string)problem["expected"]!, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_query_parameters_are_ignored()
    {
        await using var server = await ReadyAsync();

        Assert.NotNull(await server.GetAsync(Demo + "/heatmap?colour=blue"));
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/json;q=0, text/csv;q=0")]
    [InlineData("rubbish")]
    public async Task A_format_that_is_not_to_be_had_is_406(string accept)
    {
        await using var server = await ReadyAsync();

        await ProblemAsync(server, Demo + "/heatmap", 406, "not-acceptable", accept);
    }

    [Fact]
    public async Task A_method_that_is_not_taken_is_405_and_names_those_that_are()
    {
        await using var server = await ReadyAsync();

        using var response = await server.SendAsync(Demo + "/heatmap", method: HttpMethod.Delete);

        await IsProblemAsync(response, 405, "method-not-allowed");
        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Only_an_invalid_parameter_carries_the_members_of_one()
    {
        await using var server = await ReadyAsync();

        var problem = await ProblemAsync(server, Demo + "/clusters/99", 404, "unknown-cluster");

        Assert.Equal(["type", "title", "status", "detail", "instance"], problem.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData("/heatmap")]
    [InlineData("/heatmap?block=1")]
    [InlineData("/clusters/1")]
    [InlineData("/queue")]
    [InlineData("/transitions")]
    [InlineData("/thresholds")]
    public async Task Before_the_first_block_there_is_503_with_advice_when_to_come_back(string path)
    {
        await using var server = await LiveServer.StartAsync();
        server.Chain.Status = server.Chain.Status with { Problem = "Endpoint http://node:8545 refuses the connection." };
        await server.AdvanceUntilAsync(() => server.Network.Problem is not null); // the source is open

        using var response = await server.SendAsync(Demo + path);

        var problem = await IsProblemAsync(response, 503, "not-ready");
        Assert.Contains("refuses the connection", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_fault_of_the_server_is_500_without_its_inner_life()
    {
        await using var server = await ReadyAsync();
        await server.MineAsync();
        await server.Network.View.Journal!.DisposeAsync();

        var problem = await ProblemAsync(server, Demo + "/transitions", 500, "internal");

        Assert.DoesNotContain("Exception", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<LiveServer> ReadyAsync()
    {
        var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        return server;
    }

    private static async Task<JsonNode> ProblemAsync(LiveServer server, string path, int status, string type, string? accept = null)
    {
        using var response = await server.SendAsync(path, accept);
        return await IsProblemAsync(response, status, type);
    }

    private static async Task<JsonNode> IsProblemAsync(HttpResponseMessage response, int status, string type)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal("/problems/" + type, (string)problem["type"]!);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["title"]!);
        return problem;
    }
}
