namespace Isotherm.Chains.Evm;

/// <summary>Limits of a JSON-RPC connection.</summary>
public sealed record JsonRpcOptions
{
    /// <summary>Time for one HTTP request, body included. Default 15 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Largest accepted response body in bytes. Default 64 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most calls in one HTTP request; longer batches are cut. Default 100.</summary>
    public int MaxBatch { get; init; } = 100;

    /// <summary>Replaces the network in tests; null makes a <see cref="SocketsHttpHandler"/> per endpoint.</summary>
    public Func<Uri, HttpMessageHandler>? Handler { get; init; }
}
