using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Manifests;

/// <summary>Reads a manifest's <c>actions</c>, and checks signatures and types.</summary>
internal sealed class ActionsReader(IReadOnlyDictionary<string, string> contracts)
{
    private static readonly string[] OnlyReads = ["view", "pure"];

    /// <summary>The actions; null where the manifest has none.</summary>
    public ContractActions? Read(FieldReader root)
    {
        if (root.Object("actions", required: false) is not { } fields)
        {
            return null;
        }

        var flag = fields.Object("flag", required: false);
        var cure = fields.Object("cure", required: false);
        var liquidate = fields.Object("liquidate", required: false);
        var touch = fields.Object("touchPrice", required: false);
        if (flag is null && cure is null && liquidate is null && touch is null)
        {
            root.Wrong("actions", "expected at least one of flag, cure, liquidate, touchPrice");
        }

        fields.Done();
        return new ContractActions(OfCluster(flag), OfCluster(cure), OfCluster(liquidate), Touch(touch));
    }

    private ContractAction? OfCluster(FieldReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var (address, function) = (Address(fields), Transaction(fields));
        fields.Done();
        if (function is not null && (function.Inputs is not [var id] || !ArgumentTypes.Accepts(ArgumentKind.Id, id.Type)))
        {
            fields.Wrong("signature", $"expected one parameter, {ArgumentTypes.Expected(ArgumentKind.Id)}, found {function.Canonical}");
            return null;
        }

        return address is null || function is null ? null : new ContractAction(address, function);
    }

    private PriceTouch? Touch(FieldReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var (address, function, seen) = (Address(fields), Transaction(fields), Function(fields, "seen"));
        fields.Done();
        if (function is { Inputs.Count: > 0 })
        {
            fields.Wrong("signature", $"expected no parameters, found {function.Canonical}");
            return null;
        }

        if (seen is not null && (seen.Inputs.Count > 0 || seen.Outputs is not [{ Type: AbiType.UnsignedInteger }]))
        {
            fields.Wrong("seen", $"expected a view without parameters that returns one uintN, found {seen.Canonical} with {seen.Outputs.Count} outputs");
            return null;
        }

        return address is null || function is null || seen is null ? null : new PriceTouch(address, function, seen);
    }

    private string? Address(FieldReader fields)
    {
        var contract = fields.Text("contract", "the name of one of 'contracts'", required: false);
        contract = contract.Length == 0 ? "settlement" : contract;
        if (contracts.TryGetValue(contract, out var address))
        {
            return address;
        }

        fields.Wrong("contract", $"'{contract}' is not one of the contracts {string.Join(", ", contracts.Keys)}");
        return null;
    }

    private static AbiFunction? Transaction(FieldReader fields)
    {
        var signature = fields.Text("signature", "a function's signature");
        if (signature.Split(' ', ')').Intersect(OnlyReads).FirstOrDefault() is { } word)
        {
            fields.Wrong("signature", $"expected a function that changes something, found one that is '{word}'");
            return null;
        }

        return Parse(fields, "signature", signature);
    }

    private static AbiFunction? Function(FieldReader fields, string name) => Parse(fields, name, fields.Text(name, "a function's signature"));

    private static AbiFunction? Parse(FieldReader fields, string name, string signature)
    {
        if (signature.Length == 0)
        {
            return null;
        }

        try
        {
            return AbiFunction.Parse(signature);
        }
        catch (FormatException e)
        {
            fields.Wrong(name, e.Message);
            return null;
        }
    }
}
