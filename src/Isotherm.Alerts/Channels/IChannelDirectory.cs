namespace Isotherm.Alerts.Channels;

/// <summary>Who knows the channels. Safe to call from any thread.</summary>
public interface IChannelDirectory
{
    /// <summary>The channel as it is now; null when there is none (any more).</summary>
    Channel? Find(string id);

    /// <summary>Turns a channel off because its endpoint said that it is gone (410). It may run twice.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="why">One sentence for its owner.</param>
    /// <param name="ct">Cancels it.</param>
    ValueTask DisableAsync(string id, string why, CancellationToken ct);
}
