namespace Isotherm.Alerts.Channels;

/// <summary>What became of one send; closed.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The endpoint took it.</summary>
    /// <param name="Status">Its status; null where the protocol has none.</param>
    /// <param name="Answer">A cut of what it said, without secrets.</param>
    public sealed record Taken(int? Status, string Answer) : SendResult;

    /// <summary>It was not taken; worth another try.</summary>
    /// <param name="Status">As above; null when no answer came.</param>
    /// <param name="Answer">What it said or why no answer came, without secrets.</param>
    /// <param name="RetryAfter">As the endpoint asked (429, 503); null where it did not.</param>
    public sealed record Failed(int? Status, string Answer, TimeSpan? RetryAfter = null) : SendResult
    {
        /// <summary>Whether the endpoint itself looks ill (no answer, HTTP 5xx): its circuit counts it.</summary>
        public bool EndpointIll { get; init; } = Status is null or >= 500;
    }

    /// <summary>The endpoint is gone for good (410): the channel is turned off.</summary>
    public sealed record Gone(int? Status, string Answer) : SendResult;
}
