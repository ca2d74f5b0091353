using Isotherm.Chains.Evm;

namespace Isotherm.Chains;

/// <summary>Limits of a follower.</summary>
public sealed record ChainFollowerOptions
{
    /// <summary>JSON-RPC limits.</summary>
    public JsonRpcOptions Rpc { get; init; } = new();

    /// <summary>Blocks kept to find a common ancestor; a deeper reorganisation stops the follower. Default 256.</summary>
    public int Window { get; init; } = 256;

    /// <summary>More blocks behind the head than this are read in ranges. Default 16.</summary>
    public int HeadDistance { get; init; } = 16;

    /// <summary>Most blocks of one range while catching up. Default 200.</summary>
    public int BackfillChunk { get; init; } = 200;

    /// <summary>
    /// Where blocks hold so many logs that a range would have more than this, it is asked for in parts, two at a time. Default 8 000.
    /// </summary>
    public int LogsPerAnswer { get; init; } = 8_000;

    /// <summary>How often the head is asked for when nobody announces it; null for a quarter of the block time, 50 ms to 2 s.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>First wait after a failure; it doubles. Default 250 ms.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait after failures. Default 10 s.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a failing endpoint that the manifest prefers is left alone. Default 30 s.</summary>
    public TimeSpan ReturnAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two progress lines in the log while catching up. Default 5 s.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromSeconds(5);
}
