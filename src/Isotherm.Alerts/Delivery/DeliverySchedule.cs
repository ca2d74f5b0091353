using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Delivery;

/// <summary>
/// Decides what leaves now: rows in order, of each lane the first only, within pace, circuit and caps. Holds the rows that are not
/// over. Not for several threads; no clock, no tasks.
/// </summary>
internal sealed class DeliverySchedule(IChannelDirectory channels, DeliveryLimits limits)
{
    private readonly ChannelWays _ways = new(limits);
    private readonly HashSet<string> _hurried = new(StringComparer.Ordinal);
    private SortedDictionary<long, DeliveryRow> _rows = [];

    /// <summary>Rows that are not over.</summary>
    public IReadOnlyCollection<DeliveryRow> Rows => _rows.Values;

    /// <summary>Rows that tasks work on.</summary>
    public int InFlight { get; private set; }

    /// <summary>Endpoints that are spared.</summary>
    public int OpenCircuits => _ways.OpenCircuits;

    /// <summary>Takes what the outbox holds now in place of what is held; rows in flight stay.</summary>
    public void Take(IReadOnlyList<Waiting> waiting, Func<Waiting, DeliveryRow> read)
    {
        var next = new SortedDictionary<long, DeliveryRow>();
        foreach (var row in _rows.Values.Where(r => r.InFlight))
            next.Add(row.Waiting.Number, row);
        foreach (var seen in waiting)
        {
            if (next.ContainsKey(seen.Number))
                continue;
            if (_rows.TryGetValue(seen.Number, out var known))
            {
                // One that was replayed meanwhile is due now and starts anew.
                if (seen.DueAt != known.Waiting.DueAt)
                    (known.DueAt, known.Attempts) = (seen.DueAt, seen.Attempts);
                known.Waiting = seen;
            }

            next.Add(seen.Number, known ?? read(seen));
        }

        _rows = next;
        _hurried.IntersectWith(_rows.Values.Where(r => r.IsEscalation).Select(r => r.Waiting.MessageId));
    }

    /// <summary>What begins now. Its rows count as in flight until <see cref="Finish"/>.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wakeAt">When, at the latest, it has to be asked again although nothing happens.</param>
    public List<DeliveryTask> Next(DateTimeOffset now, out DateTimeOffset wakeAt)
    {
        var pass = new SchedulePass(now, wakeAt = now + limits.RefreshEvery);
        foreach (var row in _rows.Values)
        {
            if (row.InFlight)
                pass.Block(row);
            else
                Look(row, pass);
        }

        wakeAt = pass.WakeAt;
        return pass.Tasks;
    }

    /// <summary>Takes in what became of rows.</summary>
    /// <param name="done">The rows and what was recorded.</param>
    /// <param name="now">The time.</param>
    public void Finish(DeliveryDone done, DateTimeOffset now)
    {
        InFlight -= done.Rows.Count;
        for (var i = 0; i < done.Rows.Count; i++)
        {
            var (row, attempt) = (done.Rows[i], done.Attempts[i]);
            row.InFlight = false;
            row.Attempts++;
            row.DueAt = attempt.RetryAt ?? now + limits.BackOffFirst;
            if (!done.Recorded || attempt.Outcome == AttemptOutcome.Retry)
                continue;
            _rows.Remove(row.Waiting.Number);
            if (attempt.Outcome == AttemptOutcome.Dead)
                Hurry(row);
        }

        if (done.Way is { } way)
            Judge(way, done.Result, now);
    }

    private void Look(DeliveryRow row, SchedulePass pass)
    {
        if (row.Waiting.ExpiresAt is { } end)
        {
            if (end <= pass.Now)
            {
                Begin(row, pass, DeliveryTask.GiveUp(row, AttemptOutcome.Expired, "expired undelivered"));
                return;
            }

            pass.Wake(end);
        }

        var due = row.IsEscalation && _hurried.Contains(row.Waiting.MessageId) && row.Attempts == 0 ? DateTimeOffset.MinValue : row.DueAt;
        if (due > pass.Now)
        {
            // One that was tried holds its lane; one whose first time has not come (an escalation) does not.
            if (row.Attempts > 0)
                pass.Block(row);
            pass.Wake(due);
            return;
        }

        if (!pass.IsBlocked(row))
            Start(row, pass);
        pass.Block(row);
    }

    private void Start(DeliveryRow row, SchedulePass pass)
    {
        var channel = channels.Find(row.Waiting.Channel);
        if (row.Message is null || channel is not { Enabled: true })
        {
            var why = row.Message is null ? "the message cannot be read" : channel is null ? "there is no such channel any more" : "the channel is turned off";
            Begin(row, pass, DeliveryTask.GiveUp(row, AttemptOutcome.Dead, why));
            return;
        }

        if (pass.IsClosed(channel.Id))
            return;
        var way = _ways.Of(channel, pass.Now);
        if (InFlight >= limits.InFlight || way.InFlight >= way.Pace.Parallel)
        {
            pass.Close(channel.Id);
            return;
        }

        if (Barrier(way, pass.Now) is { } until)
        {
            pass.Wake(until);
            pass.Close(channel.Id);
            return;
        }

        if (!way.Circuit.TryEnter(pass.Now))
        {
            pass.Close(channel.Id);
            return;
        }

        way.Bucket.TryTake(pass.Now);
        way.InFlight++;
        var task = DeliveryTask.Send(Gather(row, way.Pace, pass), channel, way);
        foreach (var other in task.Rows)
            Begin(other, pass, null);
        pass.Tasks.Add(task);
    }

    // When the channel may be asked again; null for now.
    private static DateTimeOffset? Barrier(ChannelWay way, DateTimeOffset now)
    {
        if (way.PausedUntil > now)
            return way.PausedUntil;
        if (way.Circuit.NextProbe is { } probe && probe > now)
            return probe;
        var token = way.Bucket.NextAt(now);
        return token > now ? token : null;
    }

    private List<DeliveryRow> Gather(DeliveryRow first, ChannelPace pace, SchedulePass pass)
    {
        // An escalation goes alone, since it is sent only where it is needed.
        if (pace.Gathering == Gathering.None || first.IsEscalation)
            return [first];
        var held = new HashSet<string>(StringComparer.Ordinal);
        var gathered = new List<DeliveryRow>();
        foreach (var row in _rows.Values.Where(r => r.Waiting.Channel == first.Waiting.Channel))
        {
            var free = !row.InFlight && row.DueAt <= pass.Now && row.Message is not null && !row.IsEscalation && !(row.Waiting.ExpiresAt <= pass.Now);
            if (free && !held.Contains(row.Waiting.Lane))
                gathered.Add(row);
            else if (row.InFlight || row.Attempts > 0)
                held.Add(row.Waiting.Lane);
        }

        var enough = pace.Gathering == Gathering.Batch ? 1 : limits.RollUpFrom;
        return gathered.Count < enough ? [first] : pace.Gathering == Gathering.Batch ? [.. gathered.Take(limits.BatchMost)] : gathered;
    }

    private void Begin(DeliveryRow row, SchedulePass pass, DeliveryTask? task)
    {
        row.InFlight = true;
        InFlight++;
        pass.Block(row);
        if (task is not null)
            pass.Tasks.Add(task);
    }

    // Other channels of a message that one has given up: when none is left, its escalation does not wait.
    private void Hurry(DeliveryRow dead)
    {
        if (dead.IsEscalation || dead.Message?.EscalateTo is null)
            return;
        if (!_rows.Values.Any(r => r.Waiting.MessageId == dead.Waiting.MessageId && !r.IsEscalation))
            _hurried.Add(dead.Waiting.MessageId);
    }

    private void Judge(ChannelWay way, SendResult? result, DateTimeOffset now)
    {
        way.InFlight--;
        switch (result)
        {
            case null:
                way.Circuit.Left();
                break;
            case SendResult.Failed { EndpointIll: true, RetryAfter: null }:
                way.Circuit.Failed(now);
                break;
            default:
                way.Circuit.Answered();
                break;
        }

        if (result is SendResult.Failed { RetryAfter: { } asked } && asked > TimeSpan.Zero)
            way.PausedUntil = now + (asked < limits.RetryAfterLongest ? asked : limits.RetryAfterLongest);
    }
}
