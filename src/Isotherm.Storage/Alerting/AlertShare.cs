namespace Isotherm.Storage.Alerting;

/// <summary>What alert rules made of one entry; commits with it. It is not read back with the entry: each part has its own question.</summary>
public sealed record AlertShare
{
    /// <summary>Episodes that changed, each key at most once.</summary>
    public IReadOnlyList<EpisodeWrite> Episodes { get; init; } = [];

    /// <summary>What takes the judgement of this entry back; opaque. Empty for none.</summary>
    public ReadOnlyMemory<byte> Undo { get; init; }

    /// <summary>Messages, in order. One whose id is recorded is dropped.</summary>
    public IReadOnlyList<OutgoingMessage> Messages { get; init; } = [];
}
