using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Recorded;

/// <summary>Reads a recording's block lines.</summary>
internal sealed class BlockLine(NetworkRules rules)
{
    private const int MostFacts = 10_000_000;
    private const string Moment = "a time in UTC such as 2025-07-01T00:00:00Z";
    private const string Hash = "a hash (0x and 64 lower-case hex digits)";

    /// <summary>The block and its facts; problems are added where the line is wrong or does not follow its parent.</summary>
    /// <param name="line">The line's bytes.</param>
    /// <param name="parent">The block of the line before; null for the first block.</param>
    /// <param name="header">The recording's header.</param>
    /// <param name="problems">Takes what is wrong; the result is of no use then.</param>
    public (Block Block, IReadOnlyList<Fact> Facts)? Read(ReadOnlyMemory<byte> line, BlockHeader? parent, FeedHeader header, List<ManifestProblem> problems)
    {
        if (SourceParser.Parse(line.Span, problems) is not { } node)
        {
            return null;
        }

        if (node.Members.ContainsKey("schemaVersion"))
        {
            problems.Add(new ManifestProblem("", 1, "a header is here again; expected it on line 1 only"));
            return null;
        }

        var fields = new FieldReader(node, problems);
        var block = new BlockHeader(
            (ulong)fields.Whole("number", 0, long.MaxValue),
            fields.Text("hash", Hash, IsHash),
            fields.Text("parentHash", Hash, IsHash),
            ManifestText.Moment(fields.Text("timestamp", Moment, t => ManifestText.Moment(t) is not null)) ?? 0,
            Amount(fields, "baseFee", ArgumentKind.Id, required: false));
        var token = Price(fields, "tokenPrice", rules.TokenPriceDecimals);
        var native = Price(fields, "nativePrice", rules.NativePriceDecimals);
        var facts = fields.List("facts", 0, MostFacts).Select(f => Fact(fields.Nested(f))).OfType<Fact>().ToArray();
        fields.Done();
        if (problems.Count == 0)
        {
            Follows(fields, block, parent, header);
        }

        return (new Block(block, token, native), facts);
    }

    private static void Follows(FieldReader fields, BlockHeader block, BlockHeader? parent, FeedHeader header)
    {
        var (number, time) = (block.Number.ToString(CultureInfo.InvariantCulture), ManifestText.PrintMoment(block.Timestamp));
        if (parent is null)
        {
            if (block.Timestamp != header.From)
            {
                fields.Wrong("timestamp", $"expected {ManifestText.PrintMoment(header.From)}, the header's 'from'; found {time}");
            }
        }
        else if (block.Number != parent.Number + 1)
        {
            fields.Wrong("number", $"expected {(parent.Number + 1).ToString(CultureInfo.InvariantCulture)}, one above the line before; found {number}");
        }
        else if (block.ParentHash != parent.Hash)
        {
            fields.Wrong("parentHash", $"expected {parent.Hash}, the hash of block {parent.Number.ToString(CultureInfo.InvariantCulture)}; found {block.ParentHash}");
        }
        else if (block.Timestamp < parent.Timestamp)
        {
            fields.Wrong("timestamp", $"expected a time not before the line before, {ManifestText.PrintMoment(parent.Timestamp)}; found {time}");
        }

        if (block.Timestamp > header.To)
        {
            fields.Wrong("timestamp", $"expected a time not after {ManifestText.PrintMoment(header.To)}, the header's 'to'; found {time}");
        }
    }

    private static Fact? Fact(FieldReader fields)
    {
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

        var values = new object?[kind.Arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var argument = kind.Arguments[i];
            if (fields.Any(argument.Name) is { } value && (values[i] = Constant(value, argument)) is null)
            {
                fields.Wrong(argument.Name, $"expected {Expected(argument.Kind)}, found {value.Found}");
            }
        }

        fields.Done();
        return values.All(v => v is not null) ? kind.Build(new EffectValues(kind, values!)) : null;
    }

    // As a literal of a manifest, but numbers are texts: a JSON number loses digits on its way through most programs.
    private static object? Constant(SourceNode value, EffectArgument argument) =>
        value.Kind == JsonValueKind.String ? ArgumentTypes.Literal(value, argument.Kind) : null;

    private static string Expected(ArgumentKind kind) => kind switch
    {
        ArgumentKind.Id => "a whole number of 0 or more as text",
        ArgumentKind.Number => "a whole number as text",
        ArgumentKind.SmallNumber => "a whole number below 2^24 as text",
        ArgumentKind.Address => "an address (0x and 40 hex digits)",
        _ => "a text",
    };

    private static FeedReading? Price(FieldReader line, string name, int decimals)
    {
        if (line.Object(name, required: false) is not { } fields)
        {
            return null;
        }

        var reading = new FeedReading(
            Amount(fields, "value", ArgumentKind.Number) ?? 0,
            (int)fields.Whole("decimals", decimals, decimals),
            ManifestText.Moment(fields.Text("updatedAt", Moment, t => ManifestText.Moment(t) is not null)) ?? 0,
            Amount(fields, "round", ArgumentKind.Id) ?? 0);
        fields.Done();
        return reading;
    }

    private static BigInteger? Amount(FieldReader fields, string name, ArgumentKind kind, bool required = true)
    {
        if (fields.Any(name, required) is not { } value)
        {
            return null;
        }

        if (value.Kind == JsonValueKind.String && ArgumentTypes.Literal(value, kind) is BigInteger amount)
        {
            return amount;
        }

        fields.Wrong(name, $"expected {Expected(kind)}, found {value.Found}");
        return null;
    }

    private static bool IsHash(string text) => ManifestText.IsHex(text, 64) && !text.Any(char.IsAsciiLetterUpper);
}
