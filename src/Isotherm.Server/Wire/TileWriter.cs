using System.Text.Json;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>Merge patches by id over the terms of the clusters that differ between two pictures.</summary>
internal static class TileWriter
{
    /// <summary>Writes the patches as the member <c>tiles</c>; nothing where no cluster differs.</summary>
    public static void Write(Utf8JsonWriter json, NetworkPicture from, NetworkPicture to)
    {
        var delta = PictureDiff.Between(from, to);
        if (delta.Changed.Count + delta.Added.Count + delta.Removed.Count == 0)
            return;
        json.WriteStartArray("tiles");
        foreach (var (before, after) in delta.Changed)
            Patch(json, before, after);
        foreach (var row in delta.Added)
            Patch(json, null, row);
        foreach (var id in delta.Removed)
        {
            json.WriteStartObject();
            json.WriteString("id", id.ToString());
            json.WriteBoolean("gone", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Patch(Utf8JsonWriter json, ClusterRow? from, ClusterRow to)
    {
        var (a, b) = (from?.Terms, to.Terms);
        json.WriteStartObject();
        json.WriteString("id", b.Id.ToString());
        Text(json, "name", a?.Name, b.Name);
        Text(json, "region", a?.Region, b.Region);
        Text(json, "operator", a?.Operator, b.Operator);
        Text(json, "classId", a?.Class.ToString(), b.Class.ToString());
        if (a?.Nodes != b.Nodes)
            json.WriteNumber("nodes", b.Nodes);
        if (a?.Gpus != b.Gpus)
        {
            json.WritePropertyName("gpus");
            json.WriteRawValue(WireText.Amount(b.Gpus), skipInputValidation: true);
        }

        if (a?.Collateral != b.Collateral)
            json.WriteString("collateral", WireText.Amount(b.Collateral));
        if (a?.Rewards != b.Rewards)
            json.WriteString("rewards", WireText.Amount(b.Rewards));
        if (from?.QueueState != to.QueueState)
            json.WriteString("queueState", WireText.Name(to.QueueState));
        if (a?.FlaggedAt != b.FlaggedAt)
            json.WriteString("flaggedAt", WireText.TimeOrNull(b.FlaggedAt));
        if (a?.Deadline != b.Deadline)
            json.WriteString("deadline", WireText.TimeOrNull(b.Deadline));
        if (a?.IsDisputed != b.IsDisputed)
            json.WriteBoolean("disputed", b.IsDisputed);
        Last(json, a, b);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? from, string to)
    {
        if (!string.Equals(from, to, StringComparison.Ordinal))
            json.WriteString(name, to);
    }

    private static void Last(Utf8JsonWriter json, ClusterTerms? from, ClusterTerms to)
    {
        if (from is not null && from.LastKnown == to.LastKnown)
            return;
        if (to.LastKnown is not { } last)
        {
            json.WriteNull("lastKnown");
            return;
        }

        json.WriteStartObject("lastKnown");
        json.WriteString("ratio", WireText.Ratio(last.Ratio));
        json.WriteString("zone", WireText.Name(last.Zone));
        json.WriteNumber("block", last.Block);
        json.WriteEndObject();
    }
}
