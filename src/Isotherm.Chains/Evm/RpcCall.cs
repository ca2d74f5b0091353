namespace Isotherm.Chains.Evm;

/// <summary>One call of a batch.</summary>
/// <param name="Method">For example <c>eth_getBlockByNumber</c>.</param>
/// <param name="Parameters">Positional parameters, serialised as JSON.</param>
public sealed record RpcCall(string Method, params object?[] Parameters);
