namespace Isotherm.Alerts.Channels;

/// <summary>A channel as it is stored.</summary>
/// <param name="Open">All but the secrets, as <see cref="ChannelJson.Write(Channel)"/> has it.</param>
/// <param name="Sealed">The secrets, closed by an <see cref="ISecretBox"/>.</param>
public sealed record SealedChannel(ReadOnlyMemory<byte> Open, ReadOnlyMemory<byte> Sealed);
