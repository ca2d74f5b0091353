using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Tests.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Alerts.Tests.Channels;

public sealed class ChannelSenderTests
{
    private const string Old = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task A_webhook_carries_the_message_s_id_the_time_and_signatures_that_check_with_both_secrets_of_a_rotation()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var channel = Sample.Channel(new WebhookSettings(new Uri(receiver.Url, "/hook?tenant=1"), new Secret(Sample.WebhookSecret), new Secret(Old)));
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        var result = await receiver.Sender().SendAsync(channel, [Sample.Message()], CancellationToken.None);

        Assert.IsType<SendResult.Taken>(result);
        var got = Assert.Single(receiver.Requests);
        Assert.Equal("/hook?tenant=1", got.Path);
        Assert.Equal(Sample.Message().Id, got.Headers["webhook-id"]);
        Assert.Equal("application/json", got.Headers["Content-Type"]);
        Assert.InRange(long.Parse(got.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture), before, before + 30);
        foreach (var secret in new[] { Sample.WebhookSecret, Old })
            Assert.True(WebhookSignatureTests.Verify(secret, got.Headers["webhook-id"], got.Headers["webhook-timestamp"], got.Body, got.Headers["webhook-signature"]));
        Assert.False(WebhookSignatureTests.Verify("whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB", got.Headers["webhook-id"], got.Headers["webhook-timestamp"], got.Body, got.Headers["webhook-signature"]));
        Assert.False(got.Headers.ContainsKey("traceparent"));
    }

    [Fact]
    public async Task A_receiver_that_misbehaves_in_every_way_gets_every_message_in_the_end_and_each_try_checks()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var took = new System.Collections.Concurrent.ConcurrentQueue<string>();
        receiver.Answer = async (context, n) =>
        {
            switch (n % 7)
            {
                case 1: context.Response.StatusCode = 500; break;
                case 2: await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); break;
                case 3: context.Response.StatusCode = 429; context.Response.Headers.RetryAfter = "1"; break;
                case 4: context.Abort(); break;
                case 5: context.Response.StatusCode = 302; context.Response.Headers.Location = "http://127.0.0.1:1/"; break;
                default: took.Enqueue(context.Request.Headers["webhook-id"].ToString()); break;
            }
        };
        await using var run = new RealRun(receiver, new DeliveryLimits { BackOffFirst = TimeSpan.FromMilliseconds(20), CircuitFirst = TimeSpan.FromMilliseconds(20) });
        run.Endpoints.Add(Sample.Channel(new WebhookSettings(receiver.Url, new Secret(Sample.WebhookSecret))));
        var messages = Enumerable.Range(1, 12).Select(i => Sample.Message(alert: $"{i:x32}")).ToArray();
        foreach (var message in messages)
            run.Outbox.Add(message, "c1", message.AlertId, TimeProvider.System.GetUtcNow());

        await run.DrainAsync();

        Assert.Equal(messages.Select(m => m.Id).Order(StringComparer.Ordinal), took.Distinct().Order(StringComparer.Ordinal));
        Assert.All(receiver.Requests, got => Assert.True(WebhookSignatureTests.Verify(Sample.WebhookSecret, got.Headers["webhook-id"], got.Headers["webhook-timestamp"], got.Body, got.Headers["webhook-signature"])));
        var said = run.Outbox.Attempts.Select(a => a.Answer).Where(a => a.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        Assert.Contains(said, a => a.Contains("redirects", StringComparison.Ordinal));
        Assert.Contains(said, a => a.Contains("No whole answer within", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_says_so()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 410;
            return context.Response.WriteAsync("moved away");
        };

        var result = await receiver.Sender().SendAsync(Sample.Channel(new WebhookSettings(receiver.Url, new Secret(Sample.WebhookSecret))), [Sample.Message()], CancellationToken.None);

        Assert.Equal(new SendResult.Gone(410, "moved away"), result);
    }

    [Theory]
    [InlineData("{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":31}}", 31.0)]
    [InlineData("{\"message\":\"You are being rate limited.\",\"retry_after\":1.5,\"global\":false}", 1.5)]
    [InlineData("{\"retry_after\":\"soon\"}", null)]
    [InlineData("[1]", null)]
    [InlineData("slow down", null)]
    public async Task A_wait_in_the_answer_s_body_is_read(string body, double? seconds)
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 429;
            return context.Response.WriteAsync(body);
        };

        var result = await receiver.Sender().SendAsync(Sample.Channel(new DiscordSettings(new Secret(receiver.Url + "api/webhooks/1/abc"))), [Sample.Message()], CancellationToken.None);

        var failed = Assert.IsType<SendResult.Failed>(result);
        Assert.Equal((429, seconds), (failed.Status, failed.RetryAfter?.TotalSeconds));
        Assert.False(failed.EndpointIll);
    }

    [Fact]
    public async Task Each_service_is_called_at_its_own_address()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var sender = receiver.Sender();
        var key = new string('k', 32);
        ChannelSettings[] all =
        [
            new SlackSettings(new Secret(receiver.Url + "services/T0/B0/xyz")), new DiscordSettings(new Secret(receiver.Url + "api/webhooks/1/abc")),
            new TelegramSettings(new Secret("123:abc_def-ghijklmnopqrstuv"), "-1"), new PagerDutySettings(new Secret(key)),
            new AlertmanagerSettings(new Uri(receiver.Url, "/am/"), "user", new Secret("pass")),
        ];

        foreach (var settings in all)
            Assert.IsType<SendResult.Taken>(await sender.SendAsync(Sample.Channel(settings), [Sample.Message()], CancellationToken.None));

        Assert.Equal(
            ["/services/T0/B0/xyz", "/api/webhooks/1/abc", "/bot123:abc_def-ghijklmnopqrstuv/sendMessage", "/v2/enqueue", "/am/api/v2/alerts"],
            receiver.Requests.Select(r => r.Path));
        Assert.Equal("Basic dXNlcjpwYXNz", receiver.Requests.Last().Headers["Authorization"]);
        Assert.All(receiver.Requests, r => Assert.Equal("application/json", r.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_test_says_that_it_is_one_and_leaves_no_incident_open()
    {
        await using var receiver = await HttpReceiver.StartAsync();

        Assert.IsType<SendResult.Taken>(await receiver.Sender().TestAsync(Sample.Channel(new PagerDutySettings(new Secret(new string('k', 32)))), CancellationToken.None));
        Assert.IsType<SendResult.Taken>(await receiver.Sender().TestAsync(Sample.Channel(new SlackSettings(new Secret(receiver.Url + "services/x"))), CancellationToken.None));

        var bodies = receiver.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement).ToArray();
        Assert.Equal(["trigger", "resolve"], bodies.Take(2).Select(b => b.GetProperty("event_action").GetString()));
        Assert.Equal(bodies[0].GetProperty("dedup_key").GetString(), bodies[1].GetProperty("dedup_key").GetString());
        Assert.Contains("Nothing happened", bodies[2].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("[TEST]", bodies[2].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_browser_s_notices_lie_ready_for_their_owner_once_each()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var board = new NoticeBoard();
        var sender = receiver.Sender(notices: board);
        var channel = Sample.Channel(new BrowserSettings());

        await sender.SendAsync(channel, [Sample.Message()], CancellationToken.None);
        await sender.SendAsync(channel, [Sample.Message()], CancellationToken.None);
        for (var i = 0; i < 300; i++)
            await sender.SendAsync(channel, [Sample.Message(alert: $"{i:x32}")], CancellationToken.None);

        var notices = board.Of("a1", null);
        Assert.Equal(NoticeBoard.PerOwner, notices.Count);
        Assert.Equal(Sample.Message(alert: $"{299:x32}").Id, notices[0].Id);
        Assert.Equal(notices.Count, notices.Select(n => n.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(board.Of("somebody else", null));
        Assert.Contains("1234.500000000000000001 GPU", notices[0].Text, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_ping_is_sent_while_all_is_well_and_only_then()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var well = true;
        var http = new Isotherm.Alerts.Outbound.OutboundHttp(new(receiver.Policy(), new Isotherm.Alerts.Outbound.SystemResolver(), TimeProvider.System), TimeProvider.System);
        var ping = new DeadManPing(http, new Secret(receiver.Url + "ping/secret-id"), TimeSpan.FromMinutes(5), () => Volatile.Read(ref well), time, NullLogger<DeadManPing>.Instance);
        using var end = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var running = ping.RunAsync(end.Token);
        while (ping.Sent < 1)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
        Volatile.Write(ref well, false);
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.Single(receiver.Requests);
        Volatile.Write(ref well, true);
        while (ping.Sent < 2)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
        }

        await end.CancelAsync();
        await running;
        Assert.All(receiver.Requests, r => Assert.Equal("/ping/secret-id", r.Path));
    }
}
