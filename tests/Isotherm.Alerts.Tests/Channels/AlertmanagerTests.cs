using System.Diagnostics;
using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Outbound;
using Isotherm.Testing;

namespace Isotherm.Alerts.Tests.Channels;

public sealed class AlertmanagerTests
{
    [Fact]
    public async Task A_real_alertmanager_shows_our_alert_as_firing_and_then_no_more()
    {
        await using var manager = await RunningAlertmanager.StartAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var fire = Sample.Message() with { BlockTimestamp = now - 60 };
        var worse = Sample.Message(MessageKind.Update, transition: 2) with { BlockTimestamp = now - 30, Severity = AlertSeverity.Warning };
        var other = Sample.Message(alert: "ffffffffffffffffffffffffffffffff") with { BlockTimestamp = now - 10 };
        var over = Sample.Message(MessageKind.Resolve, transition: 3) with { BlockTimestamp = now };

        await manager.SendAsync(fire, other);
        var firing = await manager.AlertsAsync();
        await manager.SendAsync(worse);
        var changed = await manager.AlertsAsync();
        await manager.SendAsync(over, over);
        var left = await manager.AlertsAsync();

        Assert.Equal([("0123456789abcdef0123456789abcdef", "critical"), ("ffffffffffffffffffffffffffffffff", "critical")], firing);
        Assert.Equal([("0123456789abcdef0123456789abcdef", "warning"), ("ffffffffffffffffffffffffffffffff", "critical")], changed);
        Assert.Equal([("ffffffffffffffffffffffffffffffff", "critical")], left);
    }

    private sealed class RunningAlertmanager(Process process, string folder, Uri url, OutboundHttp http, ChannelSender sender) : IAsyncDisposable
    {
        private readonly Channel _channel = Sample.Channel(new AlertmanagerSettings(url));

        public static async Task<RunningAlertmanager> StartAsync()
        {
            var folder = Directory.CreateTempSubdirectory("isotherm-alertmanager-").FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "config.yml"), "route:\n  receiver: none\nreceivers:\n  - name: none\n");
            var port = AnvilProcess.FreePort();
            string[] arguments =
            [
                $"--config.file={folder}/config.yml", $"--storage.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error",
            ];
            var start = new ProcessStartInfo("/usr/bin/prometheus-alertmanager", arguments) { UseShellExecute = false, RedirectStandardError = true };
            var process = Process.Start(start) ?? throw new InvalidOperationException("prometheus-alertmanager did not start.");
            var dialer = new OutboundDialer(Sample.Local($"127.0.0.1:{port}") with { AnswerBytes = 1_000_000 }, new SystemResolver(), TimeProvider.System);
            var http = new OutboundHttp(dialer, TimeProvider.System);
            var running = new RunningAlertmanager(process, folder, new Uri($"http://127.0.0.1:{port}"), http, new ChannelSender(http, dialer, new NoticeBoard(), Sample.Options, TimeProvider.System));
            await running.ReadyAsync();
            return running;
        }

        public async Task SendAsync(params AlertMessage[] messages) =>
            Assert.IsType<SendResult.Taken>(await sender.SendAsync(_channel, messages, CancellationToken.None));

        public async Task<(string Alert, string Severity)[]> AlertsAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, "/api/v2/alerts?active=true&inhibited=false&silenced=false"));
            using var json = JsonDocument.Parse((await http.SendAsync(request, CancellationToken.None)).Text);
            return [.. json.RootElement.EnumerateArray().Where(a => a.GetProperty("status").GetProperty("state").GetString() != "suppressed")
                .Select(a => a.GetProperty("labels")).Select(l => (l.GetProperty("alertId").GetString()!, l.GetProperty("severity").GetString()!)).Order()];
        }

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            http.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        private async Task ReadyAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, "/-/ready"));
                    if ((await http.SendAsync(request, limit.Token)).Status == 200)
                        return;
                }
                catch (HttpRequestException)
                {
                    // It does not listen yet; the limit ends the wait.
                    Assert.False(process.HasExited, "prometheus-alertmanager ended before it listened");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
            }
        }
    }
}
