using System.Text.Json;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>Reads a manifest's <c>views</c>, and checks signatures, names and types.</summary>
internal sealed class ViewsReader(IReadOnlyDictionary<string, string> contracts)
{
    private const int MostStates = 32;

    private static readonly Dictionary<string, QueueState> StateNames =
        Enum.GetValues<QueueState>().ToDictionary(s => JsonNamingPolicy.CamelCase.ConvertName(s.ToString()));

    /// <summary>The views; null where the manifest has none.</summary>
    public ContractViews? Read(FieldReader root)
    {
        if (root.Object("views", required: false) is not { } fields)
        {
            return null;
        }

        var ratio = fields.Object("ratio", required: false);
        var requirement = fields.Object("requirement", required: false);
        var queue = fields.Object("queue", required: false);
        if (ratio is null && requirement is null && queue is null)
        {
            root.Wrong("views", "expected at least one of ratio, requirement, queue");
        }

        fields.Done();
        return new ContractViews(Number(ratio), Number(requirement), Queue(queue));
    }

    private ContractView? Number(FieldReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var view = View(fields);
        if (view is not null && view.Function.Outputs is not [{ Type: AbiType.UnsignedInteger }])
        {
            fields.Wrong("signature", $"expected one output of type uintN, found {Outputs(view.Function)}");
        }

        fields.Done();
        return view;
    }

    private QueueView? Queue(FieldReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var view = View(fields);
        var states = fields.List("states", 1, MostStates).Select(s => State(fields, s)).ToArray();
        var state = Output(fields, "state", view, required: true, t => t is AbiType.UnsignedInteger { Bits: <= 24 }, "uint8, uint16 or uint24");
        var flaggedAt = Output(fields, "flaggedAt", view, required: false, t => t is AbiType.UnsignedInteger, "uintN");
        var deadline = Output(fields, "deadline", view, required: false, t => t is AbiType.UnsignedInteger, "uintN");
        fields.Done();
        return view is null ? null : new QueueView(view, states, state ?? 0, flaggedAt, deadline);
    }

    private ContractView? View(FieldReader fields)
    {
        var contract = fields.Text("contract", "the name of one of 'contracts'", required: false);
        contract = contract.Length == 0 ? "settlement" : contract;
        var signature = fields.Text("signature", "a function's signature");
        if (!contracts.TryGetValue(contract, out var address))
        {
            fields.Wrong("contract", $"'{contract}' is not one of the contracts {string.Join(", ", contracts.Keys)}");
            return null;
        }

        if (signature.Length == 0)
        {
            return null;
        }

        try
        {
            var function = AbiFunction.Parse(signature);
            if (function.Inputs is [var id] && ArgumentTypes.Accepts(ArgumentKind.Id, id.Type))
            {
                return new ContractView(address, function);
            }

            fields.Wrong("signature", $"expected one parameter, {ArgumentTypes.Expected(ArgumentKind.Id)}, found {function.Canonical}");
        }
        catch (FormatException e)
        {
            fields.Wrong("signature", e.Message);
        }

        return null;
    }

    private static QueueState State(FieldReader fields, SourceNode node)
    {
        if (node.Kind == JsonValueKind.String && StateNames.TryGetValue(node.Text, out var state))
        {
            return state;
        }

        fields.Wrong(node, $"expected one of {string.Join(", ", StateNames.Keys)}, found {node.Found}");
        return QueueState.None;
    }

    private static int? Output(FieldReader fields, string name, ContractView? view, bool required, Func<AbiType, bool> accepts, string expected)
    {
        var output = fields.Text(name, "the name of an output", required: required);
        if (output.Length == 0 || view is null)
        {
            return null;
        }

        var outputs = view.Function.Outputs.ToList();
        var index = outputs.FindIndex(o => o.Name == output);
        if (index >= 0 && accepts(outputs[index].Type))
        {
            return index;
        }

        fields.Wrong(name, index < 0
            ? $"{view.Function.Name} has no output '{output}'; expected one of {Outputs(view.Function)}"
            : $"expected an output of type {expected}; '{output}' is {outputs[index].Type.Canonical}");
        return null;
    }

    private static string Outputs(AbiFunction function) =>
        function.Outputs.Count == 0 ? "none" : string.Join(", ", function.Outputs.Select(o => $"{o.Type.Canonical} {o.Name}".TrimEnd()));
}
