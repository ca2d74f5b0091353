namespace Isotherm.Alerts.Channels;

/// <summary>A channel that was read from JSON, or what is wrong with it.</summary>
/// <param name="Channel">Null when there are problems.</param>
/// <param name="Made">A webhook secret that was made just now and is shown this once; null where none was.</param>
/// <param name="Problems">Empty when there is a channel.</param>
public sealed record ChannelReading(Channel? Channel, Secret? Made, IReadOnlyList<ChannelProblem> Problems);
