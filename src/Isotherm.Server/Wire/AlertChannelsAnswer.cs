namespace Isotherm.Server.Wire;

/// <summary>An account's channels.</summary>
/// <param name="Channels">In the order in which they were made.</param>
internal sealed record AlertChannelsAnswer(IReadOnlyList<AlertChannelBody> Channels);
