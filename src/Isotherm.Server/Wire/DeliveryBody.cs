using System.Text.Json;

namespace Isotherm.Server.Wire;

/// <summary>A message's way to one channel.</summary>
/// <param name="Id">The message's id, <c>:</c> and the channel's.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="State"><c>waiting</c>, <c>delivered</c>, <c>dead</c> or <c>expired</c>.</param>
/// <param name="DueAt">When it is tried next; null unless it waits.</param>
/// <param name="ExpiresAt">After this it is worth nothing; null for never.</param>
/// <param name="CreatedAt">When the message was made.</param>
/// <param name="Message">The message as docs/protocol.md has it.</param>
/// <param name="Attempts">Its log, oldest first.</param>
internal sealed record DeliveryBody(
    string Id,
    string Channel,
    string State,
    string? DueAt,
    string? ExpiresAt,
    string CreatedAt,
    JsonElement Message,
    IReadOnlyList<AttemptBody> Attempts);
