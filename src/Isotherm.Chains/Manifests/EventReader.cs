using System.Text.Json;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Manifests;

/// <summary>Reads a manifest's events and effects, and checks names, types and clashes.</summary>
internal sealed class EventReader(IReadOnlyDictionary<string, string> contracts, List<ManifestProblem> problems)
{
    private readonly Dictionary<(string Address, string Topic), SourceNode> _seen = [];

    /// <summary>One entry of <c>events</c>; null when it is not usable.</summary>
    public EventBinding? Read(SourceNode node)
    {
        var before = problems.Count;
        var fields = new FieldReader(node, problems);
        var contract = fields.Text("contract", "the name of one of 'contracts'");
        var signature = fields.Text("signature", "an event's signature", _ => true);
        var effects = fields.List("effects", 1, 32);
        fields.Done();
        if (contract.Length > 0 && !contracts.ContainsKey(contract))
        {
            fields.Wrong("contract", $"'{contract}' is not one of the contracts {string.Join(", ", contracts.Keys)}");
        }

        if (problems.Count > before || Parse(fields, signature) is not { } parsed)
        {
            return null;
        }

        var address = contracts[contract];
        if (!_seen.TryAdd((address, parsed.Topic), node))
        {
            fields.Wrong("signature", $"{parsed.Canonical} of this contract is listed already on line {_seen[(address, parsed.Topic)].Line}; expected it once");
        }

        var bound = effects.Select(e => Effect(e, parsed)).OfType<BoundEffect>().ToArray();
        Clashes(effects, bound);
        return problems.Count == before ? new EventBinding(contract, address, parsed, bound) : null;
    }

    private static AbiEvent? Parse(FieldReader fields, string signature)
    {
        try
        {
            var parsed = AbiEvent.Parse(signature);
            var twice = parsed.Inputs.Where(p => p.Name.Length > 0).GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1);
            if (twice is null)
            {
                return parsed;
            }

            fields.Wrong("signature", $"two parameters are named '{twice.Key}'; expected different names");
        }
        catch (FormatException e)
        {
            fields.Wrong("signature", e.Message);
        }

        return null;
    }

    private BoundEffect? Effect(SourceNode node, AbiEvent parsed)
    {
        var before = problems.Count;
        var fields = new FieldReader(node, problems);
        var name = fields.Text("effect", "an effect's name");
        if (name.Length == 0)
        {
            return null;
        }

        if (!EffectCatalogue.ByName.TryGetValue(name, out var kind))
        {
            fields.Wrong("effect", $"unknown effect '{name}'; expected one of {string.Join(", ", EffectCatalogue.ByName.Keys)}");
            return null;
        }

        var sources = new List<ArgumentSource>();
        foreach (var argument in kind.Arguments)
        {
            if (fields.Any(argument.Name) is { } value && Source(value, argument, parsed) is { } source)
            {
                sources.Add(source);
            }
        }

        fields.Done();
        return problems.Count == before ? new BoundEffect(kind, sources) : null;
    }

    private ArgumentSource? Source(SourceNode value, EffectArgument argument, AbiEvent parsed)
    {
        if (value.Kind == JsonValueKind.Object && value.Members.Count == 1 && value.Members.TryGetValue("literal", out var literal))
        {
            return ArgumentTypes.Literal(literal, argument.Kind) is { } constant
                ? new ArgumentSource.Literal(constant)
                : Wrong(literal, $"'{argument.Name}' expects {ArgumentTypes.Expected(argument.Kind)}, found {literal.Found}");
        }

        if (value.Kind == JsonValueKind.Object && value.Members.Count == 1 && value.Members.TryGetValue("block", out var block))
        {
            return BlockSource(block, argument);
        }

        return value.Kind == JsonValueKind.String
            ? ParameterSource(value, argument, parsed)
            : Wrong(value, $"'{argument.Name}' expects the name of a parameter, {{ \"literal\": … }} or {{ \"block\": \"timestamp\" }}, found {value.Found}");
    }

    private ArgumentSource? BlockSource(SourceNode block, EffectArgument argument)
    {
        if (block is not { Kind: JsonValueKind.String, Text: "timestamp" })
        {
            return Wrong(block, $"expected \"timestamp\", the only thing of a block that an argument can be, found {block.Found}");
        }

        return argument.Kind == ArgumentKind.Number
            ? new ArgumentSource.BlockTimestamp()
            : Wrong(block, $"'{argument.Name}' expects {ArgumentTypes.Expected(argument.Kind)}; a block's timestamp is a number");
    }

    private ArgumentSource? ParameterSource(SourceNode value, EffectArgument argument, AbiEvent parsed)
    {
        var path = new List<int>();
        AbiType? type = null;
        var level = parsed.Inputs;
        foreach (var part in value.Text.Split('.'))
        {
            var index = level.ToList().FindIndex(p => p.Name == part);
            if (index < 0 || part.Length == 0)
            {
                var names = string.Join(", ", level.Select(p => p.Name).Where(n => n.Length > 0));
                return Wrong(value, $"{parsed.Name} has no parameter '{value.Text}'; expected one of {(names.Length == 0 ? "none (its parameters have no names)" : names)}");
            }

            if (level[index].Indexed && (level[index].Type.IsDynamic || level[index].Type is AbiType.Tuple or AbiType.FixedArray))
            {
                return Wrong(value, $"'{part}' is indexed and of type {level[index].Type.Canonical}: the chain keeps only its hash");
            }

            path.Add(index);
            type = level[index].Type;
            level = type is AbiType.Tuple tuple ? tuple.Components : [];
        }

        return ArgumentTypes.Accepts(argument.Kind, type!)
            ? new ArgumentSource.Parameter(value.Text, path)
            : Wrong(value, $"'{argument.Name}' expects {ArgumentTypes.Expected(argument.Kind)}; '{value.Text}' is {type!.Canonical}");
    }

    private void Clashes(IReadOnlyList<SourceNode> nodes, BoundEffect[] effects)
    {
        if (nodes.Count != effects.Length)
        {
            return;
        }

        var written = new Dictionary<string, int>();
        for (var i = 0; i < effects.Length; i++)
        {
            var subject = effects[i].Kind.HasSubject ? Describe(effects[i].Sources[0]) : "the network";
            if (!written.TryAdd($"{effects[i].Kind.Writes}|{subject}", i))
            {
                var other = written[$"{effects[i].Kind.Writes}|{subject}"];
                problems.Add(new ManifestProblem(nodes[i].Pointer, nodes[i].Line, $"'{effects[i].Kind.Name}' of {subject} clashes with '{effects[other].Kind.Name}' of the same event on line {nodes[other].Line}; expected one of them"));
            }
        }
    }

    // Subjects are ids, and so never a block's time.
    private static string Describe(ArgumentSource source) => source is ArgumentSource.Parameter parameter ? $"'{parameter.Name}'" : $"{((ArgumentSource.Literal)source).Value}";

    private ArgumentSource? Wrong(SourceNode at, string message)
    {
        problems.Add(new ManifestProblem(at.Pointer, at.Line, message));
        return null;
    }
}
