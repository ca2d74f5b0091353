using CsCheck;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Tests.Channels;

namespace Isotherm.Alerts.Tests.Delivery;

public sealed class DeliveryScheduleTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public Task Under_any_failures_nothing_is_lost_and_each_lane_keeps_its_order() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 70], Gen.Int[1, 60]).SampleAsync(
            async (seed, failPercent, count) =>
            {
                var random = new Random(seed);
                var run = new Simulation(new DeliveryLimits { Tries = 1_000, RefreshEvery = Hour }, seed);
                run.Channel("c1");
                run.Channel("c2", ChannelKind.PagerDuty);
                run.Endpoints.Answer = (_, _, _) => Task.FromResult<SendResult>(random.Next(100) switch
                {
                    var n when n >= failPercent => new SendResult.Taken(200, "ok"),
                    var n when n % 3 == 0 => new SendResult.Failed(429, "slow down", TimeSpan.FromSeconds(random.Next(1, 30))),
                    var n when n % 3 == 1 => new SendResult.Failed(500, "ill"),
                    _ => new SendResult.Failed(400, "no"),
                });
                for (var i = 0; i < count; i++)
                    run.Add(Fire(random.Next(5), i), random.Next(2) == 0 ? "c1" : "c2");

                await run.RunAsync(TimeSpan.FromDays(60));

                var taken = run.Endpoints.All.Where(s => s.Taken).ToArray();
                Assert.Equal(0, run.Outbox.Left);
                Assert.Equal(count, taken.SelectMany(s => s.Messages).Select(m => m.Id).Distinct(StringComparer.Ordinal).Count());
                foreach (var lane in taken.GroupBy(s => (s.Channel, s.Messages[0].Subjects[0].Cluster)))
                    Assert.Equal(lane.Select(s => s.Messages[0].BlockTimestamp).Order(), lane.Select(s => s.Messages[0].BlockTimestamp));
            },
            iter: 60);

    [Theory]
    [InlineData(ChannelKind.Webhook)]
    [InlineData(ChannelKind.Slack)]
    [InlineData(ChannelKind.Discord)]
    [InlineData(ChannelKind.Telegram)]
    [InlineData(ChannelKind.PagerDuty)]
    [InlineData(ChannelKind.Mail)]
    public async Task No_channel_is_used_faster_than_its_pace(ChannelKind kind)
    {
        // Roll-ups off, so that the pace alone decides.
        var run = new Simulation(new DeliveryLimits { RollUpFrom = int.MaxValue });
        var pace = ChannelPace.Of(kind);
        run.Channel("c1", kind);
        for (var i = 0; i < 300; i++)
            run.Add(Fire(i, i));

        await run.RunAsync(Hour);

        var times = run.Endpoints.All.Select(s => run.Seconds(s.At)).ToArray();
        Assert.Equal(300, times.Length);
        for (var from = 0; from < times.Length; from++)
        {
            for (var to = from; to < times.Length; to++)
                Assert.True(to - from + 1 <= pace.Burst + (pace.PerSecond * (times[to] - times[from])) + 1e-6, $"{to - from + 1} requests in {times[to] - times[from]} s");
        }

        Assert.True(times[^1] <= ((300 - pace.Burst) / pace.PerSecond * 1.05) + 1, $"drained in {times[^1]} s");
    }

    [Theory]
    [InlineData(ChannelKind.Slack)]
    [InlineData(ChannelKind.Telegram)]
    [InlineData(ChannelKind.Mail)]
    public async Task A_storm_of_ten_thousand_drains_within_a_minute_for_people(ChannelKind kind)
    {
        var run = new Simulation();
        run.Channel("c1", kind);
        for (var i = 0; i < 10_000; i++)
            run.Add(Fire(i, i));

        await run.RunAsync(Hour);

        Assert.Equal(0, run.Outbox.Left);
        Assert.True(run.Endpoints.All[0].At == Simulation.Start, "the first leaves at once");
        Assert.True(run.Seconds(run.Now) <= 60, $"{run.Seconds(run.Now)} s");
        Assert.Equal(10_000, run.Endpoints.All.Sum(s => s.Messages[0].SubjectCount));
        Assert.Equal(10_000, run.Totals.RolledUp);
    }

    [Fact]
    public async Task Alertmanager_gets_a_storm_in_batches_of_whole_alerts()
    {
        var run = new Simulation();
        run.Channel("c1", ChannelKind.Alertmanager);
        for (var i = 0; i < 950; i++)
            run.Add(Fire(i, i));

        await run.RunAsync(Hour);

        Assert.Equal(10, run.Endpoints.All.Count);
        Assert.Equal(950, run.Endpoints.All.SelectMany(s => s.Messages).Select(m => m.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(run.Endpoints.All, s => Assert.True(s.Messages.Count <= run.Limits.BatchMost));
    }

    [Fact]
    public async Task A_channel_that_hangs_back_holds_no_other()
    {
        var run = new Simulation();
        run.Channel("c1");
        run.Endpoints.Add(Sample.Channel(new WebhookSettings(new Uri("https://other.example.org/"), new Secret(Sample.WebhookSecret)), "c2"));
        run.Endpoints.Answer = (c, _, _) => Task.FromResult<SendResult>(c.Id == "c1" ? new SendResult.Failed(null, "no answer") : new SendResult.Taken(200, ""));
        for (var i = 0; i < 50; i++)
        {
            run.Add(Fire(i, i), "c1");
            run.Add(Fire(i, i + 1000), "c2");
        }

        await run.RunAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(50, run.Endpoints.All.Count(s => s.Channel == "c2"));
        Assert.True(run.Endpoints.All.Where(s => s.Channel == "c2").All(s => s.At == Simulation.Start));
    }

    [Fact]
    public async Task An_ill_endpoint_is_spared_and_probed_once_until_it_is_well()
    {
        var run = new Simulation();
        run.Channel("c1");
        var wellAt = Simulation.Start.AddMinutes(10);
        run.Endpoints.Answer = (_, _, _) => Task.FromResult<SendResult>(run.Now < wellAt ? new SendResult.Failed(503, "down") : new SendResult.Taken(200, ""));
        for (var i = 0; i < 200; i++)
            run.Add(Fire(i, i));

        await run.RunAsync(Hour);

        var ill = run.Endpoints.All.Where(s => !s.Taken).ToArray();
        Assert.Equal(0, run.Outbox.Left);
        // What was in flight when the circuit opened, and then one probe at 15 s, 30 s, 60 s, 120 s and 240 s apart.
        Assert.InRange(ill.Length, 5, 8 + 7);
        Assert.True(run.Now < wellAt.AddMinutes(6), $"all taken {run.Now - wellAt} after it was well");
        Assert.All(ill.Where(s => run.Seconds(s.At) > 1).GroupBy(s => s.At), probe => Assert.Single(probe));
    }

    [Fact]
    public async Task A_wait_that_the_endpoint_asks_for_is_kept_by_the_whole_channel()
    {
        var run = new Simulation();
        run.Channel("c1");
        var first = true;
        run.Endpoints.Answer = (_, _, _) =>
        {
            var result = first ? (SendResult)new SendResult.Failed(429, "slow down", TimeSpan.FromSeconds(90)) : new SendResult.Taken(200, "");
            first = false;
            return Task.FromResult(result);
        };
        run.Add(Fire(1, 1));
        await run.RunAsync(TimeSpan.FromMilliseconds(1));
        run.Add(Fire(2, 2));

        await run.RunAsync(Hour);

        Assert.All(run.Endpoints.All.Skip(1), s => Assert.InRange(run.Seconds(s.At), 90, 91));
        Assert.Equal(3, run.Endpoints.All.Count);
        Assert.Equal(90, (run.Outbox.Attempts[0].RetryAt!.Value - Simulation.Start).TotalSeconds);
    }

    [Fact]
    public async Task A_message_that_is_worth_nothing_any_more_is_not_sent_but_tried_once_more_shortly_before()
    {
        var run = new Simulation(new DeliveryLimits { CircuitFailures = 1_000 });
        run.Channel("c1");
        run.Endpoints.Answer = (_, _, _) => Task.FromResult<SendResult>(new SendResult.Failed(500, "ill"));
        run.Add(Fire(1, 1), expires: TimeSpan.FromHours(2));

        await run.RunAsync(TimeSpan.FromDays(1));

        var last = run.Outbox.Attempts[^1];
        Assert.Equal((AttemptOutcome.Expired, "expired undelivered"), (last.Outcome, last.Answer));
        Assert.Equal(7_200, run.Seconds(last.At));
        Assert.Equal(7_180, run.Seconds(run.Endpoints.All[^1].At), 1.0);
        Assert.Equal(0, run.Outbox.Left);
    }

    [Fact]
    public async Task After_its_tries_a_delivery_is_dead_and_its_lane_goes_on()
    {
        var run = new Simulation(new DeliveryLimits { Tries = 4, CircuitFailures = 1_000 });
        run.Channel("c1");
        run.Endpoints.Answer = (_, m, _) => Task.FromResult<SendResult>(m[0].BlockTimestamp == 1 ? new SendResult.Failed(400, "never") : new SendResult.Taken(200, ""));
        run.Add(Fire(1, 1));
        run.Add(Fire(1, 2));

        await run.RunAsync(Hour);

        Assert.Equal(4, run.Endpoints.All.Count(s => !s.Taken));
        Assert.Contains(run.Outbox.Attempts, a => a.Outcome == AttemptOutcome.Dead && a.Answer == "given up after 4 tries: never");
        Assert.Single(run.Endpoints.All, s => s.Taken);
    }

    [Fact]
    public async Task What_is_gone_turns_its_channel_off_and_what_waits_for_it_is_dead()
    {
        var run = new Simulation();
        run.Channel("c1");
        run.Endpoints.Answer = (_, _, _) => Task.FromResult<SendResult>(new SendResult.Gone(410, "bye"));
        run.Add(Fire(1, 1));
        run.Add(Fire(1, 2));

        await run.RunAsync(Hour);

        Assert.False(run.Endpoints.Find("c1")!.Enabled);
        Assert.Single(run.Endpoints.All);
        Assert.Equal([AttemptOutcome.Dead, AttemptOutcome.Dead], run.Outbox.Attempts.Select(a => a.Outcome));
        Assert.Equal("the channel is turned off", run.Outbox.Attempts[1].Answer);
    }

    [Fact]
    public async Task A_second_channel_gets_it_when_the_first_does_not_take_it_in_time()
    {
        var run = Escalating(_ => new SendResult.Failed(500, "ill"));

        await run.RunAsync(TimeSpan.FromMinutes(20));

        var second = Assert.Single(run.Endpoints.All, s => s.Channel == "c2");
        Assert.Equal(300, run.Seconds(second.At));
        Assert.Equal(1, run.Totals.Escalated);
    }

    [Fact]
    public async Task A_second_channel_is_spared_when_the_first_took_it()
    {
        var run = Escalating(_ => new SendResult.Taken(200, ""));

        await run.RunAsync(TimeSpan.FromMinutes(20));

        Assert.DoesNotContain(run.Endpoints.All, s => s.Channel == "c2");
        Assert.Equal(1, run.Totals.Spared);
        Assert.StartsWith("not needed", run.Outbox.Attempts[^1].Answer, StringComparison.Ordinal);
        Assert.Equal(0, run.Outbox.Left);
    }

    [Fact]
    public async Task A_second_channel_gets_it_at_once_when_the_first_is_given_up()
    {
        var run = Escalating(_ => new SendResult.Gone(410, "bye"));

        await run.RunAsync(TimeSpan.FromMinutes(20));

        var second = Assert.Single(run.Endpoints.All, s => s.Channel == "c2");
        Assert.Equal(Simulation.Start, second.At);
    }

    [Theory]
    [InlineData(null, null, 300)]
    [InlineData(60, null, 60)]
    [InlineData(null, 200, 100)]
    [InlineData(60, 7_200, 60)]
    [InlineData(60, -5, 0)]
    public void An_escalation_waits_as_the_rule_says_and_no_longer_than_half_the_time_that_is_left(int? wait, int? deadline, int expected)
    {
        var message = Fire(1, 1) with { ExpiresAt = deadline is { } d ? Simulation.Start.AddSeconds(d).ToUnixTimeSeconds() : null };

        var due = Escalation.DueAt(message, Simulation.Start, wait is { } w ? TimeSpan.FromSeconds(w) : null);

        Assert.Equal(expected, (due - Simulation.Start).TotalSeconds);
    }

    [Fact]
    public void Waits_double_up_to_a_limit_and_are_spread_over_all_of_it()
    {
        var limits = new DeliveryLimits();
        var backOff = new BackOff(limits, new Random(7));
        for (var tries = 1; tries <= 40; tries++)
        {
            var most = Math.Min(3_600, 2 * Math.Pow(2, tries - 1));
            var waits = Enumerable.Range(0, 400).Select(_ => backOff.After(tries).TotalSeconds / most).ToArray();
            Assert.All(waits, w => Assert.InRange(w, 0, 1));
            Assert.True(waits.Min() < 0.05 && waits.Max() > 0.95, "the whole range is used");
        }
    }

    private static Simulation Escalating(Func<Channel, SendResult> first)
    {
        var run = new Simulation(new DeliveryLimits { CircuitFailures = 1_000 });
        run.Channel("c1");
        run.Endpoints.Add(Sample.Channel(new WebhookSettings(new Uri("https://second.example.org/"), new Secret(Sample.WebhookSecret)), "c2"));
        run.Endpoints.Answer = (c, _, _) => Task.FromResult(c.Id == "c1" ? first(c) : new SendResult.Taken(200, ""));
        var message = Fire(1, 1) with { EscalateTo = "c2" };
        run.Add(message, "c1");
        run.Add(message, "c2", due: Escalation.DueAt(message, Simulation.Start, null) - Simulation.Start);
        return run;
    }

    // The block's time numbers the messages, so that order can be seen.
    private static AlertMessage Fire(int cluster, int number) =>
        Sample.Message(MessageKind.Fire, $"{number:x32}", 1, Sample.Subject(cluster.ToString(System.Globalization.CultureInfo.InvariantCulture))) with { BlockTimestamp = number };
}
