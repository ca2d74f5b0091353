using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Tests.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Alerts.Tests.Delivery;

/// <summary>Schedule and work on one thread and a clock of its own: the same seed gives the same run.</summary>
internal sealed class Simulation
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DeliveryWork _work;

    public Simulation(DeliveryLimits? limits = null, int seed = 1)
    {
        var l = limits ?? new DeliveryLimits();
        Limits = l;
        Endpoints = new FakeEndpoints(Time);
        Schedule = new DeliverySchedule(Endpoints, l);
        _work = new DeliveryWork(Outbox, Endpoints, Endpoints, l, new BackOff(l, new Random(seed)), Time, NullLogger.Instance);
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public DeliveryLimits Limits { get; }

    public MemoryOutbox Outbox { get; } = new();

    public FakeEndpoints Endpoints { get; }

    public DeliverySchedule Schedule { get; }

    public DeliveryCounters Totals => _work.Totals;

    public DateTimeOffset Now => Time.GetUtcNow();

    public double Seconds(DateTimeOffset at) => (at - Start).TotalSeconds;

    public void Channel(string id, ChannelKind kind = ChannelKind.Webhook) => Endpoints.Add(Sample.Channel(Settings(kind), id));

    public Waiting Add(AlertMessage message, string channel = "c1", string? lane = null, TimeSpan? due = null, TimeSpan? expires = null) =>
        Outbox.Add(message, channel, lane ?? (message.Subjects.Count == 0 ? "network" : message.Subjects[0].Cluster), Now, Now + due, Now + expires);

    /// <summary>Runs until nothing is left or the time is over; time jumps from one thing to the next.</summary>
    public async Task RunAsync(TimeSpan most)
    {
        var end = Now + most;
        while (Now < end)
        {
            Schedule.Take(await Outbox.WaitingAsync(Limits.RowsPerChannel, CancellationToken.None), w => new DeliveryRow(w, Outbox.Read(w.Body)));
            var tasks = Schedule.Next(Now, out var wakeAt);
            foreach (var task in tasks)
                Schedule.Finish(await _work.DoAsync(task, CancellationToken.None), Now);
            if (tasks.Count > 0)
                continue;
            if (Outbox.Left == 0)
                return;
            Time.SetUtcNow(wakeAt > Now ? (wakeAt < end ? wakeAt : end) : Now.AddMilliseconds(1));
        }
    }

    private static ChannelSettings Settings(ChannelKind kind) => kind switch
    {
        ChannelKind.Slack => new SlackSettings(new Secret("https://hooks.slack.com/services/T000/B000/XXXXXXXX")),
        ChannelKind.Discord => new DiscordSettings(new Secret("https://discord.com/api/webhooks/1/abcdefgh")),
        ChannelKind.Telegram => new TelegramSettings(new Secret("1:abcdefghijklmnopqrstuvwx"), "1"),
        ChannelKind.PagerDuty => new PagerDutySettings(new Secret(new string('k', 32))),
        ChannelKind.Alertmanager => new AlertmanagerSettings(new Uri("http://127.0.0.1:9093")),
        ChannelKind.Mail => new MailSettings("mail.example.org", 587, MailSecurity.StartTls, null, null, "a@example.org", ["b@example.org"]),
        ChannelKind.Browser => new BrowserSettings(),
        _ => new WebhookSettings(new Uri("https://hook.example.org/"), new Secret(Sample.WebhookSecret)),
    };
}
