using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Auditing;

/// <summary>Limits of an auditor.</summary>
public sealed record ContractAuditorOptions
{
    /// <summary>Most JSON-RPC calls of one question. Default 256.</summary>
    public int CallBudget { get; init; } = 256;

    /// <summary>Time for one question; what was not answered by then is not to be had. Default 5 s.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>JSON-RPC limits. An answer is some hundred bytes: 4 MiB for a batch of 100 is ample.</summary>
    public JsonRpcOptions Rpc { get; init; } = new() { MaxResponseBytes = 4 * 1024 * 1024 };
}
