namespace Isotherm.Chains.Evm;

/// <summary>Tells an <c>eth_call</c> whose execution failed from one that the node could not make; vendors agree on neither codes nor words.</summary>
public static class ExecutionFault
{
    private static readonly string[] Words = ["revert", "invalid opcode", "out of gas", "stack underflow", "evm error", "vm exception", "invalid jump"];

    /// <summary>The contract's code ran and failed: a fact about the chain.</summary>
    public static bool Is(RpcResult.Refused refused) =>
        refused.Code == 3 || Words.Any(word => refused.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>It failed for want of gas, of which the node sets the limit: nothing that the contract says.</summary>
    public static bool IsOutOfGas(RpcResult.Refused refused) =>
        refused.Message.Contains("out of gas", StringComparison.OrdinalIgnoreCase) || refused.Message.Contains("OutOfGas", StringComparison.OrdinalIgnoreCase);
}
