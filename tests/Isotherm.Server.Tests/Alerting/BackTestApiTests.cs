using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Alerting;

public sealed class BackTestApiTests
{
    private const string Path = "/api/v1/alerts/rules/back-test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_the_live_rule_said_over_the_same_blocks()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        await alerted.Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules", Patient(alerted));
        foreach (var tokens in new[] { 17_000, 17_000, 17_000, 19_300, 19_300, 40_000, 40_000, 40_000, 40_000, 17_500, 17_500, 33_000, 17_500, 17_500, 17_500 })
        {
            alerted.Server.Chain.Price = tokens == 33_000 ? null : 20_000_000; // a block without a price too
            await alerted.Server.MineAsync(World.Collateral(1, tokens * World.Token));
        }

        var messages = (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/history?network=demo&limit=200"))["messages"]!.AsArray();
        var incidents = (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/episodes?network=demo"))["incidents"]!.AsArray();
        var live = incidents.SelectMany(incident => Spans(incident!)).Order(StringComparer.Ordinal).ToArray();

        var answer = await alerted.Owner.JsonAsync(HttpMethod.Post, Path + "?blocks=15", Patient(alerted));

        var tested = answer["firings"]!.AsArray()
            .Select(one => $"{((bool)one!["blind"]! ? "blind" : "fire")} {one["from"]!["number"]} {one["from"]!["hash"]} {one["ratio"]} to {one["to"]?.ToString() ?? "-"}").Order(StringComparer.Ordinal).ToArray();
        Assert.True(live.Length >= 3, string.Join('\n', live));
        Assert.Equal(live, tested);
        Assert.Equal(live.Length, (int)answer["firingCount"]!);
        Assert.Equal(messages.Count, (int)answer["messageCount"]!);
        Assert.Equal((1, 15, 15), ((int)answer["from"]!["number"]!, (int)answer["to"]!["number"]!, (int)answer["blocks"]!));
    }

    [Fact]
    public async Task Nothing_is_kept_or_sent()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));

        var answer = await alerted.Owner.JsonAsync(HttpMethod.Post, Path, alerted.Rule());

        Assert.Equal(2, (int)answer["messageCount"]!);
        await alerted.Server.MineAsync();
        Assert.Empty((await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/history?network=demo"))["messages"]!.AsArray());
        Assert.Empty((await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/deliveries?network=demo"))["deliveries"]!.AsArray());
        Assert.Empty((await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules"))["rules"]!.AsArray());
        await alerted.AddRuleAsync(); // what is really meant is the only thing that comes
        await alerted.Server.MineAsync();
        await alerted.ToldAsync(2);
        Assert.Equal(2, alerted.Receiver.Calls.Length);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("20001")]
    [InlineData("-1")]
    [InlineData("all")]
    public async Task More_blocks_than_the_bound_or_none_are_refused(string blocks)
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        Assert.Equal("invalid-parameter", await alerted.Owner.ProblemAsync(HttpMethod.Post, $"{Path}?blocks={blocks}", alerted.Rule()));
    }

    [Fact]
    public async Task It_takes_as_many_of_the_last_blocks_as_it_is_told_and_there_are()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        await alerted.Server.MineAsync();
        await alerted.Server.MineAsync();
        foreach (var (asked, from, count) in new[] { ("?blocks=1", 2, 1), ("?blocks=2", 1, 2), ("?blocks=20000", 0, 3), ("", 0, 3) })
        {
            var answer = await alerted.Owner.JsonAsync(HttpMethod.Post, Path + asked, alerted.Rule());
            Assert.Equal((from, 2, count), ((int)answer["from"]!["number"]!, (int)answer["to"]!["number"]!, (int)answer["blocks"]!));
        }
    }

    [Fact]
    public async Task One_runs_at_a_time_and_one_that_is_too_long_or_unwanted_makes_room()
    {
        HeldJournal? journal = null;
        await using var alerted = await AlertedServer.StartAsync(define: definition => definition with
        {
            OpenJournal = async ct => journal ??= new HeldJournal(await definition.OpenJournal(ct)),
        });
        await alerted.AddChannelAsync();
        await alerted.Server.MineAsync();
        journal!.Hold();
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var unwanted = alerted.Owner.SendAsync(HttpMethod.Post, Path, alerted.Rule(), left.Token);
        Assert.True(await journal.AskedAsync(Ct));

        Assert.Equal("busy", await alerted.Owner.ProblemAsync(HttpMethod.Post, Path, alerted.Rule()));

        await left.CancelAsync();
        await Task.WhenAny(unwanted);
        Assert.True(unwanted.IsCanceled);
        var asked = journal.AskedAsync(Ct);
        Task<HttpResponseMessage> slow;
        while (true)
        {
            slow = alerted.Owner.PostAsync(Path, alerted.Rule());
            if (await Task.WhenAny(slow, asked) == asked)
                break; // the one that was left has made room
            (await slow).Dispose(); // still busy with it
        }

        alerted.Server.Time.Advance(TimeSpan.FromSeconds(31));
        using var tooLong = await slow.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, tooLong.StatusCode);
        Assert.Contains("longer than 30 s", await tooLong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.NotNull(tooLong.Headers.RetryAfter);

        journal.Release();
        Assert.Equal(2, (int)(await alerted.Owner.JsonAsync(HttpMethod.Post, Path, alerted.Rule()))["blocks"]!);
    }

    [Fact]
    public async Task A_chain_that_lost_all_its_blocks_is_not_ready()
    {
        HeldJournal? journal = null;
        await using var alerted = await AlertedServer.StartAsync(define: definition => definition with
        {
            OpenJournal = async ct => journal ??= new HeldJournal(await definition.OpenJournal(ct)),
        });
        await alerted.AddChannelAsync();
        journal!.IsRewound = true;
        Assert.Equal("not-ready", await alerted.Owner.ProblemAsync(HttpMethod.Post, Path, alerted.Rule()));
        journal.IsRewound = false;
        Assert.Equal(1, (int)(await alerted.Owner.JsonAsync(HttpMethod.Post, Path, alerted.Rule()))["blocks"]!); // it made room
    }

    [Fact]
    public async Task Who_asks_for_lines_sees_that_it_goes_on_and_the_same_answer_at_the_end()
    {
        HeldJournal? journal = null;
        await using var alerted = await AlertedServer.StartAsync(define: definition => definition with
        {
            OpenJournal = async ct => journal ??= new HeldJournal(await definition.OpenJournal(ct)),
        });
        await alerted.AddChannelAsync();
        await alerted.Server.MineAsync();
        await alerted.Server.MineAsync();
        var plain = await alerted.Owner.JsonAsync(HttpMethod.Post, Path, alerted.Rule());
        using var plainly = alerted.Owner.Accepting("application/json, application/x-ndjson;q=0");
        Assert.Equal(plain.ToJsonString(), (await plainly.JsonAsync(HttpMethod.Post, Path, alerted.Rule())).ToJsonString());
        using var asker = alerted.Owner.Accepting("text/plain, application/x-ndjson;q=0.9");
        journal!.Hold();
        using var response = await asker.PostAsync(Path, alerted.Rule());
        Assert.Equal(("application/x-ndjson", "no-store"), (response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.ToString()));
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));

        Assert.Equal("""{"done":0,"blocks":3}""", await lines.ReadLineAsync(Ct));
        Assert.Equal("busy", await asker.ProblemAsync(HttpMethod.Post, Path, alerted.Rule())); // before it begins, as ever
        Assert.True(await journal.AskedAsync(Ct));
        journal.Release();
        var last = JsonNode.Parse((await lines.ReadLineAsync(Ct))!)!;
        Assert.Equal(plain.ToJsonString(), last["answer"]!.ToJsonString());
        Assert.Null(await lines.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task Lines_end_with_the_problem_where_it_took_too_long_and_who_leaves_makes_room()
    {
        HeldJournal? journal = null;
        await using var alerted = await AlertedServer.StartAsync(define: definition => definition with
        {
            OpenJournal = async ct => journal ??= new HeldJournal(await definition.OpenJournal(ct)),
        });
        await alerted.AddChannelAsync();
        await alerted.Server.MineAsync();
        using var asker = alerted.Owner.Accepting("application/x-ndjson");
        journal!.Hold();
        using (var response = await asker.PostAsync(Path, alerted.Rule()))
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
            await lines.ReadLineAsync(Ct);
            Assert.True(await journal.AskedAsync(Ct));
            alerted.Server.Time.Advance(TimeSpan.FromSeconds(31));
            JsonNode line;
            do
                line = JsonNode.Parse((await lines.ReadLineAsync(Ct))!)!;
            while (line["done"] is not null);
            Assert.Equal(("/problems/busy", 503), ((string)line["problem"]!["type"]!, (int)line["problem"]!["status"]!));
            Assert.Null(await lines.ReadLineAsync(Ct));
        }

        using (var left = await asker.PostAsync(Path, alerted.Rule()))
            Assert.True(await journal.AskedAsync(Ct));
        journal.Release();
        while (true)
        {
            using var next = await alerted.Owner.PostAsync(Path, alerted.Rule());
            if (next.IsSuccessStatusCode)
                break;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, next.StatusCode); // still ending
        }
    }

    private static object Patient(AlertedServer alerted) => new
    {
        network = "demo",
        name = "patient",
        kind = new { type = "ratioBelow", threshold = "critical" },
        scope = new { type = "clusters", clusters = new[] { "1" } },
        pendingBlocks = 1,
        holdBlocks = 1,
        groupWaitSeconds = 0,
        channels = new[] { alerted.Channel },
    };

    // From where to where an alert held, as the live rule told it.
    private static IEnumerable<string> Spans(JsonNode incident)
    {
        var history = incident["history"]!.AsArray();
        foreach (var (at, line) in history.Index().Where(one => (string)one.Item!["kind"]! is "fire" or "blind"))
        {
            var end = at + 1 < history.Count ? history[at + 1]!["why"]!["block"]!["number"]!.ToString() : "-";
            yield return $"{line!["kind"]} {line["why"]!["block"]!["number"]} {line["why"]!["block"]!["hash"]} {line["why"]!["ratio"]} to {end}";
        }
    }
}
