using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Auditing;

/// <summary>Reads what a node answered to a view call. Nothing in it is trusted.</summary>
internal static class ViewReader
{
    /// <summary>Contract code ran and returned nothing, or there is no code: which of them, <c>eth_getCode</c> tells.</summary>
    public static bool IsEmpty(RpcResult? result) => result is RpcResult.Answer { Value: { ValueKind: JsonValueKind.String } value } && value.GetString() == "0x";

    /// <summary>A view of one number.</summary>
    public static ViewAnswer Number(ContractView view, RpcResult result) =>
        Read(view, result, static (items) => new ViewAnswer.Number((BigInteger)items[0]));

    /// <summary>The view of the queue.</summary>
    public static ViewAnswer Place(QueueView view, RpcResult result) => Read(view.View, result, items =>
    {
        var code = (BigInteger)items[view.State];
        return new ViewAnswer.Place(code, code < view.States.Count ? view.States[(int)code] : null, Second(items, view.FlaggedAt), Second(items, view.Deadline));
    });

    private static BigInteger? Second(IReadOnlyList<object> items, int? at) => at is { } index ? (BigInteger)items[index] : null;

    private static ViewAnswer Read(ContractView view, RpcResult result, Func<IReadOnlyList<object>, ViewAnswer> read)
    {
        switch (result)
        {
            case RpcResult.Failed failed:
                return new ViewAnswer.Unavailable(failed.Message);
            case RpcResult.Refused refused when ExecutionFault.Is(refused) && !ExecutionFault.IsOutOfGas(refused):
                return new ViewAnswer.Reverted(Error(refused.Data));
            case RpcResult.Refused refused:
                return new ViewAnswer.Unavailable($"{refused.Message} ({refused.Code})");
        }

        if (result.ValueOrNull is not { ValueKind: JsonValueKind.String } value || !Hex.TryDecode(value.GetString(), out var bytes))
        {
            return new ViewAnswer.Unavailable("eth_call answered no data");
        }

        return view.Function.Decode(bytes) switch
        {
            AbiDecoded.Values values => read(values.Items),
            AbiDecoded.Malformed malformed => new ViewAnswer.Malformed($"{bytes.Length} bytes that are not {view.Function.Name}'s: {malformed.Reason}"),
            var other => throw new InvalidOperationException($"AbiDecoded is closed; found {other.GetType().Name}."),
        };
    }

    private static string Error(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.String } text && Hex.TryDecode(text.GetString(), out var bytes) && bytes.Length >= 4 ? Hex.Encode(bytes.AsSpan(0, 4)) : "";
}
