namespace Isotherm.Storage;

/// <summary>An entry as committed.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="CommittedAt">Writer's clock, UTC, milliseconds. Not part of any hash.</param>
/// <param name="Entry">The entry.</param>
public sealed record StoredEntry(long Sequence, DateTimeOffset CommittedAt, JournalEntry Entry);
