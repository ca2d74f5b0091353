using System.Net;
using System.Text;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Testing;
using Isotherm.Testing.Canaries;

namespace Isotherm.Server.Tests.Alerting;

/// <summary>Every kind of channel with every secret that it may have, through all that may become of it. The server's end looks for them.</summary>
public sealed class AlertSecretTests
{
    private const string Password = "canary-mail-password";
    private const string BotToken = "123456789:canary_bot_token_canary_bot_token";
    private const string RoutingKey = "canary0routing0key0canary0routing";
    private const string HookPath = "canary-slack-path";
    private const string Bytes = "canary-signing-secret-0123456789abcdef";

    private static readonly string Signing = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes(Bytes));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_of_a_channel_is_in_an_answer_a_log_or_a_file_whatever_becomes_of_it()
    {
        var directory = Directory.CreateTempSubdirectory("isotherm-canary-").FullName;
        await using (var alerted = await AlertedServer.StartAsync(directory: directory))
        {
            await WalkAsync(alerted);
            Assert.Equal(
                [SecretKind.SessionToken, SecretKind.SigningSecret, SecretKind.Password, SecretKind.BotToken, SecretKind.RoutingKey, SecretKind.SecretAddress],
                alerted.Server.Canaries.Kinds.Order());
            Assert.True(alerted.Server.Canaries.Count("the answer") > 40, "The walk saw too little.");
        } // its end looks through the log, the answers and what the webhook got

        var files = string.Concat(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.Contains("canary channel", files, StringComparison.Ordinal); // what is no secret can be found so
        foreach (var secret in new[] { Password, BotToken, BotToken[10..], RoutingKey[..32], HookPath, Bytes, Signing, Signing["whsec_".Length..] })
        {
            foreach (var form in new[] { secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='), Convert.ToHexString(Encoding.UTF8.GetBytes(secret)) })
                Assert.DoesNotContain(form, files, StringComparison.OrdinalIgnoreCase);
        }

        Directory.Delete(directory, recursive: true);
    }

    private static async Task WalkAsync(AlertedServer alerted)
    {
        var target = alerted.Receiver.Target.Split(':');
        List<string> made = [];
        foreach (var (kind, settings) in new (string, object)[]
        {
            ("webhook", new { url = alerted.Receiver.Url, secret = Signing }),
            ("mail", new { host = target[0], port = int.Parse(target[1], System.Globalization.CultureInfo.InvariantCulture), security = "none", userName = "ann", password = Password, from = "a@example.org", to = new[] { "b@example.org" } }),
            ("slack", new { url = alerted.Receiver.Url + "/" + HookPath }),
            ("discord", new { url = alerted.Receiver.Url + "/" + HookPath }),
            ("telegram", new { botToken = BotToken, chatId = "7" }),
            ("pagerduty", new { routingKey = RoutingKey[..32] }),
            ("alertmanager", new { url = alerted.Receiver.Url, userName = "ann", password = Password }),
        })
        {
            var body = new { name = "canary channel", kind, settings };
            var answer = await alerted.Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/channels", body);
            Assert.Contains("secretsSet", answer.ToJsonString(), StringComparison.Ordinal);
            var id = (string)answer["channel"]!["id"]!;
            made.Add(id);
            await alerted.Owner.JsonAsync(HttpMethod.Put, $"/api/v1/alerts/channels/{id}", body);
            await SayAsync(HttpMethod.Put, $"channels/{id}", new { name = "canary channel", kind, settings, wrong = 1 });
        }

        string[] reached = [made[0], made[2], made[3], made[6]]; // the others lie in the internet, or speak no HTTP
        var rule = new { network = "demo", name = "red", kind = new { type = "ratioBelow", threshold = "critical" }, groupWaitSeconds = 0, channels = reached };
        await alerted.Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules", rule);
        foreach (var manner in new[] { HookManner.Takes, HookManner.Fails, HookManner.Resets })
        {
            alerted.Receiver.Manner = manner;
            foreach (var id in reached)
                await SayAsync(HttpMethod.Post, $"channels/{id}/test", null);
            await alerted.Server.MineAsync(World.Collateral(1, (manner == HookManner.Fails ? 40_000 : 17_000) * World.Token));
        }

        await alerted.DeliveriesAsync(rows => rows.Any(row => row!["attempts"]!.AsArray().Any(one => (string)one!["outcome"]! == "retry")));
        foreach (var path in new[] { "channels", "rules", "episodes?network=demo", "deliveries?network=demo", "history?network=demo", "notices", "snoozes", "channels/none" })
            await SayAsync(HttpMethod.Get, path, null);
        foreach (var path in new[] { "/metrics", "/api/v1/auth/audit", "/api/v1/auth/me", "/api/v1/networks/demo/lead-time", "/api/v1/openapi.json" })
        {
            using var response = await alerted.Owner.GetAsync(path);
            await response.Content.ReadAsStringAsync(Ct);
        }

        alerted.Receiver.Manner = HookManner.IsGone; // what turns a channel off is logged
        await alerted.Server.MineAsync(World.Collateral(1, 40_000 * World.Token));
        await alerted.Server.AdvanceUntilAsync(() => alerted.Server.Canaries.Count("the log of Isotherm.Alerts") > 0);

        async Task SayAsync(HttpMethod method, string path, object? body)
        {
            using var response = await alerted.Owner.SendAsync(method, "/api/v1/alerts/" + path, body);
            Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
            await response.Content.ReadAsStringAsync(Ct);
        }
    }
}
