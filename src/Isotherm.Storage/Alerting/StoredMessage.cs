namespace Isotherm.Storage.Alerting;

/// <summary>A recorded message.</summary>
/// <param name="Number">Its place in the order of all of them.</param>
/// <param name="Sequence">The entry that committed it.</param>
/// <param name="Id">Its id.</param>
/// <param name="AlertId">The episode.</param>
/// <param name="Owner">The account.</param>
/// <param name="Rule">The rule's id; may be empty.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record StoredMessage(
    long Number, long Sequence, string Id, string AlertId, string Owner, string Rule, DateTimeOffset CreatedAt, ReadOnlyMemory<byte> Body);
