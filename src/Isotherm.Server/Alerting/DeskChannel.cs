using Isotherm.Alerts.Channels;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Alerting;

/// <summary>A channel on the desk.</summary>
/// <param name="Stored">As it is kept.</param>
/// <param name="Channel">As it is used, off where the server turned it off; null where it can't be opened.</param>
/// <param name="Trouble">Why nothing is sent by it, one sentence; null when nothing is wrong.</param>
internal sealed record DeskChannel(StoredChannel Stored, Channel? Channel, string? Trouble);
