namespace Isotherm.Storage.Alerting;

/// <summary>Messages or deliveries, newest first.</summary>
/// <param name="Rows">At most the query's limit.</param>
/// <param name="Next">Where the next, older page begins; null at the end.</param>
public sealed record OutboxPage<T>(IReadOnlyList<T> Rows, long? Next);
