namespace Isotherm.Alerts.Delivery;

/// <summary>One message on its way to one channel, not over yet.</summary>
/// <param name="Number">Its place in the order of all of them.</param>
/// <param name="Id">The message's id, <c>:</c> and the channel's.</param>
/// <param name="MessageId">The message's id.</param>
/// <param name="AlertId">The episode.</param>
/// <param name="Owner">The account.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="Lane">Within it and a channel, messages leave in order.</param>
/// <param name="CreatedAt">When the message was made.</param>
/// <param name="ExpiresAt">After this it is worth nothing; null for never.</param>
/// <param name="DueAt">Not before this: an escalation's wait, or the next try.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="Body">The message, UTF-8 JSON.</param>
public sealed record Waiting(
    long Number,
    string Id,
    string MessageId,
    string AlertId,
    string Owner,
    string Channel,
    string Lane,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset DueAt,
    int Attempts,
    ReadOnlyMemory<byte> Body);
