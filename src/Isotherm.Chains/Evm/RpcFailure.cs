namespace Isotherm.Chains.Evm;

/// <summary>Why a JSON-RPC call had no usable answer.</summary>
public enum RpcFailure
{
    /// <summary>Connection refused, reset, DNS or TLS failure.</summary>
    Unreachable,

    /// <summary>No complete answer within the time limit.</summary>
    TimedOut,

    /// <summary>HTTP 429.</summary>
    RateLimited,

    /// <summary>Another HTTP status than 200 without a JSON-RPC error in it.</summary>
    HttpStatus,

    /// <summary>The answer is larger than the limit.</summary>
    TooLarge,

    /// <summary>The answer is not a JSON-RPC 2.0 answer to what was asked.</summary>
    Malformed,
}
