using System.Text.Json;
using Isotherm.Chains.Evm;

namespace Isotherm.Cli.Keeping;

/// <summary>Readings of answers that a signer and a node have in common.</summary>
internal static class RpcAnswer
{
    private const int HashLength = 66;

    /// <summary>A sent transaction's hash, or why there is none.</summary>
    public static SendResult Sent(RpcResult result, string whose) => result switch
    {
        RpcResult.Failed failed => new SendResult.Unanswered(failed.Message),
        RpcResult.Refused refused => new SendResult.Refused($"{whose} refused: {refused.Message}"),
        _ when result.ValueOrNull is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: HashLength } hash => new SendResult.Sent(hash.ToLowerInvariant()),
        _ => new SendResult.Unanswered($"{whose} answered something that is no transaction's hash"),
    };

    /// <summary>Addresses, lower-case; null where the answer is no list of them.</summary>
    public static IReadOnlyList<string>? Accounts(RpcResult result) =>
        result.ValueOrNull is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(a => a.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(a => a.GetString()!.ToLowerInvariant())]
            : null;
}
