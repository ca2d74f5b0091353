using System.Diagnostics.CodeAnalysis;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Messages;
using Microsoft.Extensions.Logging;

namespace Isotherm.Alerts.Delivery;

/// <summary>Does one task of the schedule: sends, decides what follows from the answer, records it. For many at a time.</summary>
internal sealed class DeliveryWork(
    IOutbox outbox, IChannelDirectory channels, IChannelSender sender, DeliveryLimits limits, BackOff backOff, TimeProvider time, ILogger log)
{
    private const string NotNeeded = "not needed: another channel took the message";
    private static readonly TimeSpan[] RecordAgainAfter = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private long _delivered, _retried, _dead, _expired, _escalated, _spared, _rolledUp, _recordFailures, _loopFailures;

    /// <summary>Counted so far.</summary>
    public DeliveryCounters Totals => new()
    {
        Delivered = Interlocked.Read(ref _delivered),
        Retried = Interlocked.Read(ref _retried),
        Dead = Interlocked.Read(ref _dead),
        Expired = Interlocked.Read(ref _expired),
        Escalated = Interlocked.Read(ref _escalated),
        Spared = Interlocked.Read(ref _spared),
        RolledUp = Interlocked.Read(ref _rolledUp),
        RecordFailures = Interlocked.Read(ref _recordFailures),
        LoopFailures = Interlocked.Read(ref _loopFailures),
    };

    /// <summary>Counts a pass of the loop that failed.</summary>
    public void LoopFailed() => Interlocked.Increment(ref _loopFailures);

    /// <summary>Does it. Never throws.</summary>
    /// <param name="task">What to do.</param>
    /// <param name="cut">Ends what is in flight; that is recorded all the same.</param>
    public async Task<DeliveryDone> DoAsync(DeliveryTask task, CancellationToken cut)
    {
        var started = time.GetTimestamp();
        var (result, ending, why) = await ResultAsync(task, cut).ConfigureAwait(false);
        var milliseconds = (int)Math.Min(int.MaxValue, time.GetElapsedTime(started).TotalMilliseconds);
        var attempts = task.Rows.Select(row => Judge(row, task, result, ending, why, milliseconds)).ToArray();
        var recorded = true;
        foreach (var attempt in attempts)
            recorded &= await RecordAsync(attempt, cut).ConfigureAwait(false);
        if (recorded)
            Count(task, attempts, ending is not null && why == NotNeeded);
        return new DeliveryDone(task.Rows, attempts, recorded, task.Way, result);
    }

    [SuppressMessage("Design", "CA1031", Justification = "A request's boundary: whatever breaks is logged, recorded and tried again.")]
    private async Task<(SendResult? Result, AttemptOutcome? Ending, string Why)> ResultAsync(DeliveryTask task, CancellationToken cut)
    {
        if (task.Channel is not { } channel)
            return (null, task.Ending, task.Why);
        try
        {
            if (task.Rows[0] is { IsEscalation: true, Attempts: 0 } row && await outbox.AnyDeliveredAsync(row.Waiting.MessageId, cut).ConfigureAwait(false))
                return (null, AttemptOutcome.Expired, NotNeeded);
            var result = await sender.SendAsync(channel, Messages(task), cut).ConfigureAwait(false);
            if (result is SendResult.Gone)
            {
                DeliveryLog.Gone(log, channel.Id, ChannelEndpoint.Of(channel));
                await channels.DisableAsync(channel.Id, "Its endpoint says that it is gone (410).", CancellationToken.None).ConfigureAwait(false);
            }

            return (result, null, "");
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            return (null, null, "cut off by the shutdown; it may have arrived");
        }
        catch (Exception broken)
        {
            DeliveryLog.SendBroke(log, ChannelEndpoint.Of(channel), broken.GetType().Name);
            return (new SendResult.Failed(null, $"it broke off: {broken.GetType().Name}"), null, "");
        }
    }

    private static AlertMessage[] Messages(DeliveryTask task)
    {
        var messages = task.Rows.Select(r => r.Message!).ToArray();
        return task.Way!.Pace.Gathering == Gathering.RollUp ? [RollUp.Of(messages)] : messages;
    }

    private Attempt Judge(DeliveryRow row, DeliveryTask task, SendResult? result, AttemptOutcome? ending, string why, int milliseconds)
    {
        var now = time.GetUtcNow();
        var tries = row.Attempts + 1;
        var blank = new Attempt { Delivery = row.Waiting.Id, At = now, Outcome = AttemptOutcome.Retry, Milliseconds = milliseconds };
        if (ending is { } end)
            return blank with { Outcome = end, Answer = why, Milliseconds = 0 };
        switch (result)
        {
            case SendResult.Taken taken:
                var with = task.Rows.Count > 1 ? $"with {task.Rows.Count - 1} others; " : "";
                return blank with { Outcome = AttemptOutcome.Delivered, Status = taken.Status, Answer = AnswerCut.Of(task.Channel!, with + taken.Answer) };
            case SendResult.Gone gone:
                return blank with { Outcome = AttemptOutcome.Dead, Status = gone.Status, Answer = AnswerCut.Of(task.Channel!, "gone: " + gone.Answer) };
            case SendResult.Failed failed:
                var answer = AnswerCut.Of(task.Channel!, failed.Answer);
                return tries >= limits.Tries
                    ? blank with { Outcome = AttemptOutcome.Dead, Status = failed.Status, Answer = AnswerCut.Of(task.Channel!, $"given up after {tries} tries: {answer}") }
                    : blank with { Status = failed.Status, Answer = answer, RetryAt = backOff.NextTry(now, tries, failed.RetryAfter, row.Waiting.ExpiresAt) };
            default:
                return blank with { Answer = why, RetryAt = now };
        }
    }

    // The endpoint has it: the record is what must not be lost now, so it is tried again here before anything is sent twice.
    [SuppressMessage("Design", "CA1031", Justification = "A request's boundary: logged, counted, and the row waits again.")]
    private async Task<bool> RecordAsync(Attempt attempt, CancellationToken cut)
    {
        for (var again = 0; ; again++)
        {
            try
            {
                await outbox.RecordAsync(attempt, CancellationToken.None).ConfigureAwait(false);
                return true;
            }
            catch (Exception broken)
            {
                Interlocked.Increment(ref _recordFailures);
                if (again == RecordAgainAfter.Length || cut.IsCancellationRequested)
                {
                    DeliveryLog.NotRecorded(log, broken, attempt.Delivery);
                    return false;
                }
            }

            // A shutdown does not wait: it tries once more and leaves.
            await Task.Delay(RecordAgainAfter[again], time, cut).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Count(DeliveryTask task, Attempt[] attempts, bool spared)
    {
        if (spared)
        {
            Interlocked.Increment(ref _spared);
            return;
        }

        var outcome = attempts[0].Outcome;
        foreach (var attempt in attempts)
            Interlocked.Increment(ref Counter(attempt.Outcome));
        if (outcome is AttemptOutcome.Dead or AttemptOutcome.Expired)
            DeliveryLog.GivenUp(log, attempts[0].Delivery, task.Channel is { } channel ? ChannelEndpoint.Of(channel) : "no channel", outcome);
        if (outcome != AttemptOutcome.Delivered)
            return;
        if (task.Rows[0].IsEscalation)
            Interlocked.Increment(ref _escalated);
        if (task.Rows.Count > 1 && task.Way!.Pace.Gathering == Gathering.RollUp)
            Interlocked.Add(ref _rolledUp, task.Rows.Count);
    }

    private ref long Counter(AttemptOutcome outcome)
    {
        switch (outcome)
        {
            case AttemptOutcome.Delivered: return ref _delivered;
            case AttemptOutcome.Dead: return ref _dead;
            case AttemptOutcome.Expired: return ref _expired;
            default: return ref _retried;
        }
    }
}
