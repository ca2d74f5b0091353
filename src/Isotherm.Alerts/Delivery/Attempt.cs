namespace Isotherm.Alerts.Delivery;

/// <summary>An attempt that was made, or given up.</summary>
public sealed record Attempt
{
    /// <summary>The longest <see cref="Answer"/>.</summary>
    public const int AnswerLimit = 300;

    /// <summary>The delivery's id.</summary>
    public required string Delivery { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>When it is due again; with <see cref="AttemptOutcome.Retry"/> and only there.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The endpoint's status, where it has one.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took; 0 where nothing was sent.</summary>
    public int Milliseconds { get; init; }

    /// <summary>What was said or why it was given up, without secrets or control characters.</summary>
    public string Answer { get; init; } = "";
}
