using System.Text.Json;

namespace Isotherm.Chains.Evm;

/// <summary>How one JSON-RPC call ended. Environments break as values; only misuse throws.</summary>
public abstract record RpcResult
{
    private RpcResult()
    {
    }

    /// <summary>The node answered; <paramref name="Value"/> is the <c>result</c> member (may be JSON null).</summary>
    public sealed record Answer(JsonElement Value) : RpcResult;

    /// <summary>The node refused with a JSON-RPC error object (JSON-RPC 2.0, section 5.1).</summary>
    /// <param name="Code">For example −32005.</param>
    /// <param name="Message">The node's words.</param>
    /// <param name="Data">The error's data, for example revert bytes.</param>
    public sealed record Refused(int Code, string Message, JsonElement? Data) : RpcResult;

    /// <summary>No usable answer came: the transport, not the chain, failed.</summary>
    /// <param name="Kind">What kind of failure.</param>
    /// <param name="Message">One sentence, without the endpoint's path or secrets.</param>
    public sealed record Failed(RpcFailure Kind, string Message) : RpcResult;

    /// <summary>The value, or null where there is none (an error, a failure or JSON null).</summary>
    public JsonElement? ValueOrNull => this is Answer { Value.ValueKind: not JsonValueKind.Null } answer ? answer.Value : null;

    /// <summary>One sentence saying what went wrong; empty for an answer.</summary>
    public string Complaint => this switch
    {
        Refused refused => $"the node refused: {refused.Message} ({refused.Code})",
        Failed failed => failed.Message,
        _ => "",
    };
}
