using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Tests.Delivery;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Alerts.Tests.Channels;

/// <summary>Canaries: no secret comes out anywhere but where it belongs.</summary>
public sealed class SecretTests
{
    private const string Canary = "CANARYcanary0123456789CANARY";
    private static readonly string Webhook = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes(Canary));

    [Fact]
    public void A_secret_prints_as_dots_and_is_never_written()
    {
        foreach (var channel in All(new Uri("http://127.0.0.1:1/")))
        {
            foreach (var text in new[]
            {
                channel.ToString(), channel.Settings.ToString(), $"{channel:G}", JsonSerializer.Serialize(channel), JsonSerializer.Serialize<object>(channel.Settings),
                Encoding.UTF8.GetString(ChannelJson.Write(channel)), ChannelEndpoint.Of(channel), string.Concat(channel.Settings.Secrets),
            })
            {
                AssertClean(text);
            }
        }
    }

    [Fact]
    public async Task No_secret_is_in_the_logs_attempts_counters_or_results_whatever_an_endpoint_echoes()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = async (context, n) =>
        {
            // All that it got comes back: path, headers and body, with every status.
            var got = receiver.Requests.Last(r => r.Path == context.Request.Path + context.Request.QueryString);
            context.Response.StatusCode = (n % 5) switch { 0 => 500, 1 => 200, 2 => 429, 3 => 404, _ => 410 };
            await context.Response.WriteAsync($"{(got.Path == "/hook" ? Webhook : Canary)} {got.Path} {got.Headers.GetValueOrDefault("Authorization")} {Encoding.UTF8.GetString(got.Body)[..100]} {Convert.ToBase64String(Encoding.ASCII.GetBytes(got.Path == "/hook" ? Webhook : Canary))}");
        };
        var log = new ListLogger<DeliveryPump>();
        var results = new StringBuilder();
        var channels = All(receiver.Url).ToArray();
        var sender = receiver.Sender(timeout: TimeSpan.FromMilliseconds(300));
        for (var round = 0; round < 5; round++)
        {
            foreach (var channel in channels)
                results.Append(await sender.SendAsync(channel, [Sample.Message()], CancellationToken.None)).Append('\n');
        }

        await using var run = new RealRun(receiver, new DeliveryLimits { Tries = 3, BackOffFirst = TimeSpan.FromMilliseconds(5), CircuitFirst = TimeSpan.FromMilliseconds(5) }, log);
        foreach (var channel in channels)
        {
            run.Endpoints.Add(channel);
            for (var i = 0; i < 3; i++)
                run.Outbox.Add(Sample.Message(alert: $"{i:x32}"), channel.Id, "1", TimeProvider.System.GetUtcNow());
        }

        await run.DrainAsync();

        AssertClean(results.ToString());
        AssertClean(string.Join('\n', log.Lines));
        AssertClean(string.Join('\n', run.Outbox.Attempts));
        AssertClean(run.Counters.ToString());
        Assert.NotEmpty(log.Lines);
        Assert.True(run.Outbox.Attempts.Count >= 3 * channels.Length);
        Assert.Contains(run.Outbox.Attempts, a => a.Answer.Contains("•••", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_reached_is_named_by_host_alone()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var sender = receiver.Sender(timeout: TimeSpan.FromSeconds(2));
        foreach (var channel in All(new Uri("http://127.0.0.1:1/")).Concat(All(new Uri("https://nowhere.invalid/"))))
        {
            if (channel.Settings is TelegramSettings or PagerDutySettings)
                continue;
            var result = await sender.SendAsync(channel, [Sample.Message()], CancellationToken.None);
            AssertClean(result.ToString());
            AssertClean((await sender.TestAsync(channel, CancellationToken.None)).ToString());
        }
    }

    private static IEnumerable<Channel> All(Uri root) =>
    [
        Sample.Channel(new WebhookSettings(new Uri(root, "hook"), new Secret(Webhook), new Secret(Webhook)), "webhook"),
        Sample.Channel(new MailSettings(root.Host, root.Port, MailSecurity.None, "user", new Secret(Canary), "a@example.org", ["b@example.org"]), "mail"),
        Sample.Channel(new SlackSettings(new Secret(root + "services/T0/B0/" + Canary)), "slack"),
        Sample.Channel(new DiscordSettings(new Secret(root + "api/webhooks/1/" + Canary)), "discord"),
        Sample.Channel(new TelegramSettings(new Secret("123:" + Canary), "1"), "telegram"),
        Sample.Channel(new PagerDutySettings(new Secret(Canary)), "pagerduty"),
        Sample.Channel(new AlertmanagerSettings(root, "user", new Secret(Canary)), "alertmanager"),
    ];

    private static void AssertClean(string? text)
    {
        Assert.NotNull(text);
        Assert.DoesNotContain(Canary, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Webhook["whsec_".Length..], text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Canary}")), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0user\0{Canary}")), text, StringComparison.Ordinal);
    }
}
