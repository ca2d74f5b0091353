namespace Isotherm.Testing;

/// <summary>One webhook that came.</summary>
/// <param name="Place">Counts up with each.</param>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Signature">Its <c>webhook-signature</c>.</param>
/// <param name="Timestamp">Its <c>webhook-timestamp</c>.</param>
/// <param name="Body">UTF-8.</param>
/// <param name="Taken">Whether it was answered with 200.</param>
/// <param name="At">When its first byte came, by <see cref="TimeProvider.GetTimestamp"/> of the system.</param>
public sealed record HookCall(int Place, string Id, string Signature, string Timestamp, string Body, bool Taken, long At);
