using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Tests.Channels;

namespace Isotherm.Alerts.Tests.Delivery;

public sealed class DeliveryPumpTests
{
    private static readonly WebhookSettings Hook = new(new Uri("https://hook.example.org/"), new Secret(Sample.WebhookSecret));

    [Fact]
    public async Task What_waits_when_it_starts_and_what_is_poked_later_is_delivered()
    {
        await using var run = Run();
        run.Outbox.Add(Fire(1), "c1", "1", run.Time.GetUtcNow());
        run.Start();
        await run.UntilAsync(() => run.Outbox.Left == 0);
        run.Outbox.Add(Fire(2), "c1", "1", run.Time.GetUtcNow());

        run.Pump.Poke();

        // The clock stands: only the poke can have woken it.
        await run.UntilAsync(() => run.Outbox.Left == 0, TimeSpan.Zero);
        Assert.Equal([1, 2], run.Endpoints.All.Select(s => s.Messages[0].BlockTimestamp));
        await run.UntilAsync(() => run.Pump.Counters is { Delivered: 2, Waiting: 0, InFlight: 0 });
    }

    [Fact]
    public async Task An_endpoint_that_hangs_holds_only_its_own_lane()
    {
        await using var run = Run();
        var hang = new TaskCompletionSource<SendResult>();
        run.Endpoints.Answer = (_, m, ct) => m[0].BlockTimestamp == 1 ? hang.Task.WaitAsync(ct) : Task.FromResult<SendResult>(new SendResult.Taken(200, ""));
        run.Outbox.Add(Fire(1), "c1", "a", run.Time.GetUtcNow());
        run.Outbox.Add(Fire(2), "c1", "a", run.Time.GetUtcNow());
        run.Outbox.Add(Fire(3), "c1", "b", run.Time.GetUtcNow());
        run.Start();

        await run.UntilAsync(() => run.Endpoints.All.Count == 1);
        Assert.Equal(3, run.Endpoints.All[0].Messages[0].BlockTimestamp);
        hang.SetResult(new SendResult.Taken(200, ""));

        await run.UntilAsync(() => run.Outbox.Left == 0);
        Assert.Equal([3, 1, 2], run.Endpoints.All.Select(s => s.Messages[0].BlockTimestamp));
    }

    [Fact]
    public async Task Nothing_is_in_flight_twice_however_often_it_is_poked()
    {
        await using var run = Run();
        var hang = new TaskCompletionSource<SendResult>();
        var begun = 0;
        run.Endpoints.Answer = (_, _, ct) =>
        {
            Interlocked.Increment(ref begun);
            return hang.Task.WaitAsync(ct);
        };
        for (var i = 0; i < 20; i++)
            run.Outbox.Add(Fire(i), "c1", $"{i}", run.Time.GetUtcNow());
        run.Start();
        await run.UntilAsync(() => Volatile.Read(ref begun) == 8);
        for (var i = 0; i < 50; i++)
        {
            run.Pump.Poke();
            run.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await run.UntilAsync(() => run.Pump.Counters.InFlight == 8);
        Assert.Equal(8, Volatile.Read(ref begun));
        hang.SetResult(new SendResult.Taken(200, ""));
        await run.UntilAsync(() => run.Outbox.Left == 0);
        Assert.Equal(20, Volatile.Read(ref begun));
    }

    [Fact]
    public async Task A_record_that_storage_refuses_is_made_again_and_nothing_is_sent_twice()
    {
        await using var run = Run();
        run.Outbox.FailRecords = 3;
        run.Outbox.Add(Fire(1), "c1", "1", run.Time.GetUtcNow());
        run.Start();

        await run.UntilAsync(() => run.Outbox.Left == 0, TimeSpan.FromMilliseconds(500));

        Assert.Single(run.Endpoints.All);
        await run.UntilAsync(() => run.Pump.Counters is { RecordFailures: 3, Delivered: 1 });
    }

    [Fact]
    public async Task When_storage_stays_away_the_message_is_sent_again_with_the_same_id()
    {
        await using var run = Run();
        run.Outbox.FailRecords = 6;
        run.Outbox.Add(Fire(1), "c1", "1", run.Time.GetUtcNow());
        run.Start();

        await run.UntilAsync(() => run.Outbox.Left == 0, TimeSpan.FromSeconds(1));

        Assert.Equal(2, run.Endpoints.All.Count);
        Assert.Single(run.Endpoints.All.Select(s => s.Messages[0].Id).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pass_that_fails_is_logged_counted_and_begun_again()
    {
        var log = new ListLogger<DeliveryPump>();
        await using var run = Run(log: log);
        run.Outbox.FailReads = 3;
        run.Outbox.Add(Fire(1), "c1", "1", run.Time.GetUtcNow());
        run.Start();

        await run.UntilAsync(() => run.Outbox.Left == 0);

        await run.UntilAsync(() => run.Pump.Counters.LoopFailures == 3);
        Assert.Equal(3, log.Lines.Count(l => l.Contains("times in a row", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_and_a_channel_that_is_gone_are_dead_and_hold_nothing_up()
    {
        await using var run = Run();
        var broken = run.Outbox.Add(Fire(1), "c1", "1", run.Time.GetUtcNow());
        run.Outbox.Messages[0] = null!;
        run.Outbox.Add(Fire(2), "nowhere", "1", run.Time.GetUtcNow());
        run.Outbox.Add(Fire(3), "c1", "1", run.Time.GetUtcNow());
        run.Endpoints.Add(Sample.Channel(Hook, "off", enabled: false));
        run.Outbox.Add(Fire(4), "off", "1", run.Time.GetUtcNow());
        run.Start();

        await run.UntilAsync(() => run.Outbox.Left == 0);

        var answers = run.Outbox.Attempts.ToDictionary(a => a.Delivery, a => (a.Outcome, a.Answer));
        Assert.Equal((AttemptOutcome.Dead, "there is no such channel any more"), answers[$"{Fire(2).Id}:nowhere"]);
        Assert.Equal((AttemptOutcome.Dead, "the channel is turned off"), answers[$"{Fire(4).Id}:off"]);
        Assert.Equal((AttemptOutcome.Dead, "the message cannot be read"), answers[broken.Id]);
        Assert.Equal(AttemptOutcome.Delivered, answers[$"{Fire(3).Id}:c1"].Outcome);
    }

    [Fact]
    public async Task Asked_to_end_it_lets_what_is_in_flight_end_and_begins_nothing_more()
    {
        await using var run = Run();
        var answer = new TaskCompletionSource<SendResult>();
        run.Endpoints.Answer = (_, _, _) => answer.Task;
        run.Outbox.Add(Fire(1), "c1", "a", run.Time.GetUtcNow());
        run.Outbox.Add(Fire(2), "c1", "a", run.Time.GetUtcNow());
        run.Start();
        await run.UntilAsync(() => run.Pump.Counters.InFlight == 1);

        await run.CancelAsync();
        answer.SetResult(new SendResult.Taken(200, ""));
        await run.EndAsync();

        Assert.Single(run.Endpoints.All);
        Assert.Equal(1, run.Outbox.Left);
        Assert.Equal(AttemptOutcome.Delivered, run.Outbox.Attempts[0].Outcome);
    }

    [Fact]
    public async Task What_does_not_end_within_the_grace_is_cut_and_recorded_as_to_be_tried_again()
    {
        await using var run = Run();
        run.Endpoints.Answer = async (_, _, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return new SendResult.Taken(200, "");
        };
        run.Outbox.Add(Fire(1), "c1", "a", run.Time.GetUtcNow());
        run.Start();
        await run.UntilAsync(() => run.Pump.Counters.InFlight == 1);
        var asked = run.Time.GetUtcNow();

        await run.CancelAsync();
        var end = run.EndAsync();
        await run.UntilAsync(() => end.IsCompleted, TimeSpan.FromMilliseconds(50));
        await end;

        var attempt = Assert.Single(run.Outbox.Attempts);
        Assert.Equal(AttemptOutcome.Retry, attempt.Outcome);
        Assert.Contains("may have arrived", attempt.Answer, StringComparison.Ordinal);
        Assert.InRange((run.Time.GetUtcNow() - asked).TotalSeconds, 2.9, 4.5);
        Assert.Equal(1, run.Outbox.Left);
    }

    [Fact]
    public async Task A_delivery_that_is_over_is_sent_again_when_its_owner_asks()
    {
        await using var run = Run();
        var row = run.Outbox.Add(Fire(1), "c1", "1", run.Time.GetUtcNow(), expires: run.Time.GetUtcNow().AddHours(-1));
        run.Start();
        await run.UntilAsync(() => run.Outbox.Left == 0);
        Assert.Equal(AttemptOutcome.Expired, run.Outbox.Attempts[0].Outcome);

        Assert.False(await run.Pump.ReplayAsync("somebody else", row.Id, CancellationToken.None));
        Assert.False(await run.Pump.ReplayAsync("a1", "no such", CancellationToken.None));
        Assert.True(await run.Pump.ReplayAsync("a1", row.Id, CancellationToken.None));

        await run.UntilAsync(() => run.Outbox.Left == 0);
        Assert.Equal(Fire(1).Id, Assert.Single(run.Endpoints.All).Messages[0].Id);
    }

    [Fact]
    public async Task Two_pumps_one_after_the_other_lose_nothing_between_them()
    {
        // The first is stopped hard in the middle of a storm; the second goes on from the same outbox.
        await using var run = Run();
        for (var i = 0; i < 300; i++)
            run.Outbox.Add(Fire(i), "c1", $"{i % 7}", run.Time.GetUtcNow());
        run.Start();
        await run.UntilAsync(() => run.Endpoints.All.Count > 50);
        await run.CancelAsync();
        await run.EndAsync();
        var second = new DeliveryPump(run.Outbox, run.Endpoints, run.Endpoints, b => run.Outbox.Read(b), new DeliveryLimits(), run.Time, new Random(2), new ListLogger<DeliveryPump>());
        using var end = new CancellationTokenSource();

        var running = second.RunAsync(end.Token);
        await run.UntilAsync(() => run.Outbox.Left == 0);
        await end.CancelAsync();
        await running;

        foreach (var lane in run.Endpoints.All.GroupBy(s => s.Messages[0].BlockTimestamp % 7))
            Assert.Equal(lane.Select(s => s.Messages[0].BlockTimestamp).Order(), lane.Select(s => s.Messages[0].BlockTimestamp));
        Assert.Equal(300, run.Endpoints.All.Select(s => s.Messages[0].Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static PumpRun Run(DeliveryLimits? limits = null, ListLogger<DeliveryPump>? log = null)
    {
        var run = new PumpRun(limits, log);
        run.Endpoints.Add(Sample.Channel(Hook));
        return run;
    }

    private static AlertMessage Fire(int number) =>
        Sample.Message(MessageKind.Fire, $"{number:x32}") with { BlockTimestamp = number };
}
