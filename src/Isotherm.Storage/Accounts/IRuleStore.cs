namespace Isotherm.Storage.Accounts;

/// <summary>
/// What accounts ask to be told, and where: rules, channels, snoozes. Nobody changes what is another account's: to them it is not
/// there. Each change is one transaction with its line of the audit log, and counts the version up. Safe to call from any thread.
/// </summary>
public interface IRuleStore
{
    /// <summary>All of it at one version.</summary>
    ValueTask<AlertSettings> ReadAsync(CancellationToken ct);

    /// <summary>Makes a rule, whose id must be new.</summary>
    ValueTask<KeepResult> AddRuleAsync(StoredRule rule, AuditNote note, CancellationToken ct);

    /// <summary>Replaces a rule of the account; its times are the store's.</summary>
    ValueTask<KeepResult> ReplaceRuleAsync(StoredRule rule, AuditNote note, CancellationToken ct);

    /// <summary>Deletes a rule with its snoozes.</summary>
    ValueTask<bool> DeleteRuleAsync(string owner, string id, AuditNote note, CancellationToken ct);

    /// <summary>Makes a channel, whose id must be new.</summary>
    ValueTask<KeepResult> AddChannelAsync(StoredChannel channel, AuditNote note, CancellationToken ct);

    /// <summary>Replaces a channel of the account, and whether it was turned off.</summary>
    ValueTask<KeepResult> ReplaceChannelAsync(StoredChannel channel, AuditNote note, CancellationToken ct);

    /// <summary>Turns a channel off with a reason, whosever it is; nothing for one that is not there or off already.</summary>
    ValueTask DisableChannelAsync(string id, string why, CancellationToken ct);

    /// <summary>Deletes a channel.</summary>
    ValueTask<bool> DeleteChannelAsync(string owner, string id, AuditNote note, CancellationToken ct);

    /// <summary>Silences a rule of the account, or one cluster under it; replaces the snooze that is there.</summary>
    ValueTask<KeepResult> SnoozeAsync(string owner, StoredSnooze snooze, AuditNote note, CancellationToken ct);

    /// <summary>Ends a snooze.</summary>
    ValueTask<bool> WakeAsync(string owner, string rule, string? cluster, AuditNote note, CancellationToken ct);
}
