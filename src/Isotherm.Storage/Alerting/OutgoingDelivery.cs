namespace Isotherm.Storage.Alerting;

/// <summary>A message's way to one channel.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Lane">Within it and a channel, messages are handed out in order.</param>
/// <param name="DueAt">Not before this.</param>
public readonly record struct OutgoingDelivery(string Channel, string Lane, DateTimeOffset DueAt);
