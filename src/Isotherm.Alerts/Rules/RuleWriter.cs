using System.Text.Json;
using Isotherm.Alerts.Folding;

namespace Isotherm.Alerts.Rules;

/// <summary>Writes rules; the other half of <see cref="RuleJson"/>.</summary>
internal static class RuleWriter
{
    internal static readonly string[] Types =
    [
        "ratioBelow", "inZone", "suddenRed", "persistentYellow", "drift", "queue", "protocolChange", "dataLate", "priceStale",
        "auditMismatch", "penalty", "digest",
    ];

    /// <summary>The wire word of a kind; also a part of its episodes' keys.</summary>
    internal static string TypeOf(RuleKind kind) => kind switch
    {
        RuleKind.RatioBelow => "ratioBelow",
        RuleKind.InZone => "inZone",
        RuleKind.SuddenRed => "suddenRed",
        RuleKind.PersistentYellow => "persistentYellow",
        RuleKind.Drift => "drift",
        RuleKind.Queue => "queue",
        RuleKind.ProtocolChange => "protocolChange",
        RuleKind.DataLate => "dataLate",
        RuleKind.PriceStale => "priceStale",
        RuleKind.AuditMismatch => "auditMismatch",
        RuleKind.Penalty => "penalty",
        RuleKind.Digest => "digest",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    internal static void Write(Utf8JsonWriter writer, Rule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        writer.WriteString("owner", rule.Owner);
        writer.WriteString("network", rule.Network);
        writer.WriteString("name", rule.Name);
        writer.WriteStartObject("kind");
        writer.WriteString("type", TypeOf(rule.Kind));
        WriteKind(writer, rule.Kind);
        writer.WriteEndObject();
        WriteScope(writer, rule.Scope);
        writer.WriteNumber("pendingBlocks", rule.PendingBlocks);
        writer.WriteNumber("holdBlocks", rule.HoldBlocks);
        writer.WriteString("delta", RuleWords.Bps(rule.DeltaBps));
        writer.WriteNumber("groupWaitSeconds", rule.GroupWaitSeconds);
        WriteTexts(writer, "channels", rule.Channels);
        if (rule.EscalateTo is { } escalateTo)
            writer.WriteString("escalateTo", escalateTo);
        writer.WriteNumber("escalateAfterSeconds", rule.EscalateAfterSeconds);
        writer.WriteBoolean("enabled", rule.Enabled);
        writer.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter writer, RuleKind kind)
    {
        switch (kind)
        {
            case RuleKind.RatioBelow { Level: RatioLevel.Own own }:
                writer.WriteString("threshold", RuleWords.Bps(own.Bps));
                break;
            case RuleKind.RatioBelow below:
                writer.WriteString("threshold", below.Level == RatioLevel.Critical ? "critical" : "warning");
                break;
            case RuleKind.InZone zones:
                WriteTexts(writer, "zones", zones.Zones.Select(RuleWords.Of));
                break;
            case RuleKind.SuddenRed sudden:
                writer.WriteNumber("withinBlocks", sudden.WithinBlocks);
                break;
            case RuleKind.PersistentYellow yellow:
                writer.WriteNumber("forSeconds", yellow.ForSeconds);
                break;
            case RuleKind.Drift drift:
                writer.WriteString("fall", RuleWords.Bps(drift.FallBps));
                writer.WriteNumber("withinBlocks", drift.WithinBlocks);
                break;
            case RuleKind.Queue queue:
                WriteTexts(writer, "stages", RuleWords.Stages.Where(pair => queue.Stages.HasFlag(pair.Stage)).Select(pair => pair.Word));
                break;
            case RuleKind.ProtocolChange change:
                WriteTexts(writer, "topics", RuleWords.Topics.Where(pair => change.Topics.HasFlag(pair.Topic)).Select(pair => pair.Word));
                break;
            case RuleKind.DataLate late:
                writer.WriteString("atLeast", late.AtLeast == DataState.Stale ? "stale" : "late");
                break;
            case RuleKind.Digest digest:
                writer.WriteNumber("everyHours", digest.EveryHours);
                writer.WriteNumber("atMinute", digest.AtMinute);
                break;
        }
    }

    private static void WriteScope(Utf8JsonWriter writer, RuleScope scope)
    {
        writer.WriteStartObject("scope");
        switch (scope)
        {
            case RuleScope.Clusters clusters:
                writer.WriteString("type", "clusters");
                WriteTexts(writer, "clusters", clusters.Ids.Select(id => id.ToString()));
                break;
            case RuleScope.Operators operators:
                writer.WriteString("type", "operators");
                WriteTexts(writer, "operators", operators.Addresses);
                break;
            case RuleScope.GpuClass gpu:
                writer.WriteString("type", "gpuClass");
                writer.WriteString("gpuClass", gpu.Class.ToString());
                break;
            default:
                writer.WriteString("type", "network");
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
