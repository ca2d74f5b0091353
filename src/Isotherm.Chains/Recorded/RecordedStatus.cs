namespace Isotherm.Chains.Recorded;

/// <summary>An immutable snapshot of how a replay stands.</summary>
public sealed record RecordedStatus
{
    /// <summary>The header's hash, once the recording was found good; a data directory remembers it.</summary>
    public string? HeaderHash { get; init; }

    /// <summary>Unix second of the recording's first block; null as above.</summary>
    public long? From { get; init; }

    /// <summary>Unix second of its last block; null as above.</summary>
    public long? To { get; init; }

    /// <summary>Times that the recording was begun since this process started; 0 before the first.</summary>
    public int Round { get; init; }

    /// <summary>The block up to which the replay should be; null before it is known.</summary>
    public ulong? Head { get; init; }

    /// <summary>One sentence with file, line, what was found and what was expected; or null.</summary>
    public string? Problem { get; init; }
}
