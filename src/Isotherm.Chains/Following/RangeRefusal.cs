using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Following;

/// <summary>Recognises a node that would answer a smaller range; vendors agree on neither codes nor words.</summary>
internal static class RangeRefusal
{
    private static readonly string[] Words =
    [
        "range", "limit", "too many", "too large", "too big", "too wide", "exceed", "more than", "size", "timeout", "timed out", "10000", "10k",
        "up to a", "maximum", "max results", "response is", "narrow", "smaller", "reduce", "cap of",
    ];

    private static readonly string[] Certain = ["range", "response size", "results", "logs requested", "logs per"];
    private static readonly string[] RateWords = ["rate limit", "requests per", "too many requests", "request rate", "throughput", "daily request", "compute units"];

    public static bool Is(RpcResult result) => result switch
    {
        RpcResult.Failed { Kind: RpcFailure.TooLarge or RpcFailure.TimedOut } => true,
        RpcResult.Failed { Kind: RpcFailure.HttpStatus, Message: var message } => message.EndsWith("413", StringComparison.Ordinal),
        RpcResult.Refused refused when Certain.Any(w => refused.Message.Contains(w, StringComparison.OrdinalIgnoreCase)) => true,
        RpcResult.Refused refused when RateWords.Any(w => refused.Message.Contains(w, StringComparison.OrdinalIgnoreCase)) => false,
        RpcResult.Refused { Code: -32005 or -32602 } => true,
        RpcResult.Refused refused => Words.Any(w => refused.Message.Contains(w, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
