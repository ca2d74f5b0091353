namespace Isotherm.Server.Streaming;

/// <summary>Encoded once, sent to all.</summary>
/// <param name="Kind">What it is, for the counters.</param>
/// <param name="Bytes">A whole event; shared, never changed.</param>
internal sealed record StreamMessage(StreamMessageKind Kind, ReadOnlyMemory<byte> Bytes);
