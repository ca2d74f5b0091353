namespace Isotherm.Storage.Alerting;

/// <summary>Which messages or deliveries of an account to read, newest first.</summary>
/// <param name="Owner">The account.</param>
/// <param name="Before">The last page's next; null for the newest.</param>
/// <param name="Limit">1 – 1 000 rows.</param>
public sealed record OutboxQuery(string Owner, long? Before, int Limit)
{
    /// <summary>The largest page.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Only deliveries that stand so; null for all. Messages have no state.</summary>
    public DeliveryState? State { get; init; }
}
