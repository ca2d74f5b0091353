using System.Text.Json;

namespace Isotherm.Chains.Evm;

/// <summary>Reads JSON-RPC 2.0 answers, with every id checked against what was asked.</summary>
internal static class RpcAnswers
{
    /// <summary>Reads the answer to a single call.</summary>
    public static RpcResult One(JsonElement root, long id)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Malformed("the answer is not a JSON-RPC object");
        }

        // An error that the node could not match to a request has a null id (JSON-RPC 2.0, section 5).
        var hasId = TryId(root, out var got);
        var isError = root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null;
        if (hasId ? got != id : !isError)
        {
            return Malformed($"the answer's id is not the request's {id}");
        }

        return isError ? Refusal(error) : root.TryGetProperty("result", out var result) ? new RpcResult.Answer(result) : Malformed("the answer has neither result nor error");
    }

    /// <summary>Reads the answers to a batch with consecutive ids into <paramref name="results"/>.</summary>
    public static void Many(JsonElement root, long firstId, Span<RpcResult> results)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            // A node that refuses the batch as a whole answers with one error object.
            var whole = root.TryGetProperty("error", out var error) ? Refusal(error) : Malformed("a batch was answered with one object");
            results.Fill(whole);
            return;
        }

        results.Fill(Malformed("the batch's answer lacks this id"));
        if (root.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var seen = new bool[results.Length];
        foreach (var item in root.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !TryId(item, out var id) || id < firstId || id >= firstId + results.Length || seen[id - firstId])
            {
                results.Fill(Malformed("the batch's answer has an id that was not asked for, or one twice"));
                return;
            }

            seen[id - firstId] = true;
            results[(int)(id - firstId)] = One(item, id);
        }
    }

    private static bool TryId(JsonElement item, out long id)
    {
        id = 0;
        return item.TryGetProperty("id", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out id);
    }

    private static RpcResult Refusal(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return Malformed("the answer's error is not an object");
        }

        var code = error.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.Number && c.TryGetInt32(out var number) ? number : 0;
        var message = error.TryGetProperty("message", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString()! : "no message";
        return new RpcResult.Refused(code, message.Length > 500 ? message[..500] : message, error.TryGetProperty("data", out var data) ? data : null);
    }

    private static RpcResult.Failed Malformed(string what) => new(RpcFailure.Malformed, what);
}
