namespace Isotherm.Storage.Alerting;

/// <summary>An attempt that was made, or given up.</summary>
public sealed record DeliveryAttempt
{
    /// <summary>The longest <see cref="Answer"/> that is kept.</summary>
    public const int AnswerLimit = 500;

    /// <summary>The delivery's id.</summary>
    public required string Delivery { get; init; }

    /// <summary>When it ended; kept in whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>When it is due again; with <see cref="AttemptOutcome.Retry"/> and only there.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The endpoint's status, where it has one.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took.</summary>
    public int Milliseconds { get; init; }

    /// <summary>What was said, cut to <see cref="AnswerLimit"/> characters; never a secret.</summary>
    public string Answer { get; init; } = "";
}
