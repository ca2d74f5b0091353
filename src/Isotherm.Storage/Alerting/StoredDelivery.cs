namespace Isotherm.Storage.Alerting;

/// <summary>A delivery with its log.</summary>
/// <param name="Number">Its place in the order of all of them.</param>
/// <param name="Id">The message's id, <c>:</c> and the channel's.</param>
/// <param name="Owner">The account.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueAt">When it is due, while it waits.</param>
/// <param name="ExpiresAt">After this it is worth nothing; null for never.</param>
/// <param name="Message">The message.</param>
/// <param name="Attempts">Its log, oldest first.</param>
public sealed record StoredDelivery(
    long Number,
    string Id,
    string Owner,
    string Channel,
    DeliveryState State,
    DateTimeOffset DueAt,
    DateTimeOffset? ExpiresAt,
    StoredMessage Message,
    IReadOnlyList<DeliveryAttempt> Attempts);
