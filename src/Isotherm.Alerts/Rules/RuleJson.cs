using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Isotherm.Alerts.Folding;
using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>Rules as the API, the store and the page write them: camelCase, ratios as strings with at most 4 decimals (spec 1.4).</summary>
public static class RuleJson
{
    private const int MaxListed = 1_000;
    private const int MaxChannels = 16;

    /// <summary>Reads one rule. Never throws on text of any kind; says all that is wrong.</summary>
    public static RuleParse Parse(ReadOnlyMemory<byte> utf8)
    {
        List<RuleProblem> problems = [];
        try
        {
            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = 8 });
            var rule = Read(new(document.RootElement, "", problems), problems);
            return new(problems.Count == 0 ? rule : null, problems);
        }
        catch (JsonException wrong)
        {
            return new(null, [new("", $"It is not JSON: {wrong.Message}", "a rule as a JSON object")]);
        }
        catch (InvalidOperationException)
        {
            // Text with half of a surrogate pair can be parsed and not be read.
            return new(null, [new("", "A text in it is not valid Unicode.", "a rule as a JSON object")]);
        }
    }

    /// <summary>UTF-8, one line; <see cref="Parse"/> reads it back to an equal rule.</summary>
    public static byte[] Write(Rule rule)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
            RuleWriter.Write(writer, rule);
        return stream.ToArray();
    }

    private static Rule Read(RuleFields fields, List<RuleProblem> problems)
    {
        var rule = new Rule
        {
            Id = Id(fields) ?? "",
            Owner = fields.Text("owner", 200) ?? "",
            Network = fields.Text("network", 64) ?? "",
            Name = fields.Text("name", 80) ?? "",
            Kind = fields.Find("kind") is { } kind ? Kind(new(kind, "/kind", problems)) : Missing(fields),
            Scope = fields.Find("scope") is { } scope ? Scope(new(scope, "/scope", problems)) : new RuleScope.Network(),
            PendingBlocks = (int)fields.Whole("pendingBlocks", 0, 100_000, 0),
            HoldBlocks = (int)fields.Whole("holdBlocks", 0, 100_000, 0),
            DeltaBps = fields.Bps("delta", 200) ?? 0,
            GroupWaitSeconds = (int)fields.Whole("groupWaitSeconds", 0, 3_600, 12),
            Channels = fields.Texts("channels", 64, MaxChannels, 0),
            EscalateTo = fields.Text("escalateTo", 64, isRequired: false),
            EscalateAfterSeconds = (int)fields.Whole("escalateAfterSeconds", 10, 86_400, 300),
            Enabled = fields.Flag("enabled", true),
        };
        fields.RefuseOthers();
        return rule;
    }

    private static string? Id(RuleFields fields)
    {
        if (fields.Text("id", 64) is not { } id)
            return null;
        if (id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return id;
        fields.Add("id", "It has other characters.", "lower-case letters, digits, dashes");
        return null;
    }

    private static RuleKind.PriceStale Missing(RuleFields fields)
    {
        fields.Add("kind", "It is missing.", "an object with a type");
        return new RuleKind.PriceStale();
    }

    private static RuleKind Kind(RuleFields fields)
    {
        var type = fields.Text("type", 40);
        RuleKind kind = type switch
        {
            "ratioBelow" => new RuleKind.RatioBelow(Level(fields)),
            "inZone" => new RuleKind.InZone([.. Words(fields, "zones", RuleWords.Zones).Order()]),
            "suddenRed" => new RuleKind.SuddenRed((int)fields.Whole("withinBlocks", 1, 1_000, 5)),
            "persistentYellow" => new RuleKind.PersistentYellow(fields.Whole("forSeconds", 1, 90 * 86_400, null)),
            "drift" => new RuleKind.Drift(Fall(fields), (int)fields.Whole("withinBlocks", 1, 300, null)),
            "queue" => new RuleKind.Queue(Words(fields, "stages", RuleWords.Stages).Aggregate(QueueStages.None, (all, one) => all | one)),
            "protocolChange" => new RuleKind.ProtocolChange(
                Words(fields, "topics", RuleWords.Topics).Aggregate(ProtocolTopics.None, (all, one) => all | one)),
            "dataLate" => new RuleKind.DataLate(State(fields)),
            "priceStale" => new RuleKind.PriceStale(),
            "auditMismatch" => new RuleKind.AuditMismatch(),
            "penalty" => new RuleKind.Penalty(),
            "digest" => new RuleKind.Digest((int)fields.Whole("everyHours", 1, 168, 24), (int)fields.Whole("atMinute", 0, 1_439, 480)),
            _ => new RuleKind.PriceStale(),
        };
        if (type is not null && !RuleWriter.Types.Contains(type))
            fields.Add("type", "No such kind.", string.Join(", ", RuleWriter.Types));
        fields.RefuseOthers();
        return kind;
    }

    private static RatioLevel Level(RuleFields fields) => fields.Find("threshold") is { ValueKind: JsonValueKind.String } word
        ? word.GetString() switch
        {
            "critical" => RatioLevel.Critical,
            "warning" => RatioLevel.Warning,
            _ => new RatioLevel.Own(fields.Bps("threshold", null) ?? 0),
        }
        : new RatioLevel.Own(fields.Bps("threshold", null) ?? 0);

    private static uint Fall(RuleFields fields)
    {
        if (fields.Bps("fall", null) is not { } fall)
            return 1;
        if (fall is 0 or >= 10_000)
            fields.Add("fall", "It is out of range.", "a share above 0 and below 1, for example \"0.1\" for 10 %");
        return fall;
    }

    private static DataState State(RuleFields fields)
    {
        var word = fields.Text("atLeast", 10);
        if (word is not (null or "late" or "stale"))
            fields.Add("atLeast", "No such state.", "late or stale");
        return word == "stale" ? DataState.Stale : DataState.Late;
    }

    private static List<T> Words<T>(RuleFields fields, string name, (T Value, string Word)[] known)
    {
        List<T> values = [];
        foreach (var word in fields.Texts(name, 20, known.Length, 1))
        {
            var at = Array.FindIndex(known, pair => pair.Word == word);
            if (at >= 0)
                values.Add(known[at].Value);
            else
                fields.Add(name, $"It has the unknown word \"{word}\".", string.Join(", ", known.Select(pair => pair.Word)));
        }

        return values;
    }

    private static RuleScope Scope(RuleFields fields)
    {
        var type = fields.Text("type", 20);
        RuleScope scope = type switch
        {
            "clusters" => new RuleScope.Clusters([.. fields.Texts("clusters", 78, MaxListed, 1).Select((text, i) => new ClusterId(Whole(fields, $"clusters/{i}", text)))]),
            "operators" => new RuleScope.Operators(fields.Texts("operators", 128, MaxListed, 1)),
            "gpuClass" => new RuleScope.GpuClass(new(fields.Text("gpuClass", 78) is { } text ? Whole(fields, "gpuClass", text) : 0)),
            _ => new RuleScope.Network(),
        };
        if (type is not (null or "network" or "clusters" or "operators" or "gpuClass"))
            fields.Add("type", "No such scope.", "network, clusters, operators, gpuClass");
        fields.RefuseOthers();
        return scope;
    }

    private static BigInteger Whole(RuleFields fields, string name, string text)
    {
        if (text.All(char.IsAsciiDigit) && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;
        fields.Add(name, $"\"{text}\" is not an on-chain id.", "a whole number in decimal, as text");
        return 0;
    }
}
