using System.Globalization;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Alerting;

/// <summary>What the audit log says of changes on the desk: names and states, never a channel's settings.</summary>
internal static class DeskNotes
{
    /// <summary>A rule that is new.</summary>
    public static AuditNote Made(Rule rule, string from) => new(AuditActions.RuleMade, rule.Owner, rule.Id, from, Named(rule.Name, rule.Enabled, null));

    /// <summary>A rule in place of another.</summary>
    public static AuditNote Changed(Rule rule, Rule? before, string from) =>
        new(AuditActions.RuleChanged, rule.Owner, rule.Id, from, Named(rule.Name, rule.Enabled, before?.Enabled));

    /// <summary>A channel that is new.</summary>
    public static AuditNote Made(Channel channel, string from) =>
        new(AuditActions.ChannelMade, channel.Owner, channel.Id, from, Named(channel.Name, channel.Enabled, null));

    /// <summary>A channel in place of another.</summary>
    public static AuditNote Changed(Channel channel, Channel? before, string from) =>
        new(AuditActions.ChannelChanged, channel.Owner, channel.Id, from, Named(channel.Name, channel.Enabled, before?.Enabled));

    /// <summary>A rule that is silenced.</summary>
    public static AuditNote Snoozed(string owner, StoredSnooze snooze, string from)
    {
        var until = snooze.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}") : "";
        var worse = snooze.WorseThanBps is { } bps ? $" until worse than {FixedPoint.PrintBps(bps).TrimEnd('0').TrimEnd('.')}" : "";
        return new AuditNote(AuditActions.RuleSnoozed, owner, snooze.Rule, from, $"{Of(snooze.Cluster)}{until}{worse}");
    }

    /// <summary>What a snooze is about.</summary>
    public static string Of(string? cluster) => cluster is null ? "all clusters" : $"cluster {cluster}";

    private static string Named(string name, bool isOn, bool? wasOn) => isOn == (wasOn ?? true) ? $"\"{name}\"" : $"\"{name}\": turned {(isOn ? "on" : "off")}";
}
