namespace Isotherm.Storage.Accounts;

/// <summary>Rules, channels and snoozes in <c>accounts.db</c>.</summary>
/// <param name="accounts">The open file.</param>
/// <param name="time">For the times of changes.</param>
public sealed class SqliteRules(SqliteAccounts accounts, TimeProvider time) : IRuleStore
{
    private long Now => UnixTime.Of(time.GetUtcNow());

    /// <inheritdoc />
    public ValueTask<AlertSettings> ReadAsync(CancellationToken ct) => accounts.File.RunAsync(
        static db => new AlertSettings(
            db.Scalar<long>("SELECT version FROM alert_version"), RuleTable.All(db), ChannelTable.All(db), SnoozeTable.All(db)),
        ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> AddRuleAsync(StoredRule rule, AuditNote note, CancellationToken ct) => KeepAsync(db => RuleTable.Add(db, rule, Now), note, ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> ReplaceRuleAsync(StoredRule rule, AuditNote note, CancellationToken ct) => KeepAsync(db => RuleTable.Replace(db, rule, Now), note, ct);

    /// <inheritdoc />
    public ValueTask<bool> DeleteRuleAsync(string owner, string id, AuditNote note, CancellationToken ct) => ChangeAsync(db => RuleTable.Delete(db, owner, id), note, ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> AddChannelAsync(StoredChannel channel, AuditNote note, CancellationToken ct) => KeepAsync(db => ChannelTable.Add(db, channel, Now), note, ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> ReplaceChannelAsync(StoredChannel channel, AuditNote note, CancellationToken ct) =>
        KeepAsync(db => ChannelTable.Replace(db, channel, Now), note, ct);

    /// <inheritdoc />
    public async ValueTask DisableChannelAsync(string id, string why, CancellationToken ct) => await accounts.File.RunAsync(
        db => Changed(db, ChannelTable.Disable(db, id, why, Now) > 0, new AuditNote(AuditActions.ChannelDisabled, ChannelTable.OwnerOf(db, id), id, Detail: why)), ct);

    /// <inheritdoc />
    public ValueTask<bool> DeleteChannelAsync(string owner, string id, AuditNote note, CancellationToken ct) => ChangeAsync(db => ChannelTable.Delete(db, owner, id), note, ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> SnoozeAsync(string owner, StoredSnooze snooze, AuditNote note, CancellationToken ct) =>
        KeepAsync(db => SnoozeTable.Put(db, owner, snooze, Now), note, ct);

    /// <inheritdoc />
    public ValueTask<bool> WakeAsync(string owner, string rule, string? cluster, AuditNote note, CancellationToken ct) =>
        ChangeAsync(db => SnoozeTable.Delete(db, owner, rule, cluster), note, ct);

    private ValueTask<KeepResult> KeepAsync(Func<AccountsTransaction, KeepResult> keep, AuditNote note, CancellationToken ct) => accounts.File.RunAsync(
        db =>
        {
            var result = keep(db);
            Changed(db, result == KeepResult.Kept, note);
            return result;
        },
        ct);

    private ValueTask<bool> ChangeAsync(Func<AccountsTransaction, int> change, AuditNote note, CancellationToken ct) =>
        accounts.File.RunAsync(db => Changed(db, change(db) > 0, note), ct);

    private bool Changed(AccountsTransaction db, bool changed, AuditNote note)
    {
        if (!changed)
            return false;
        db.Execute("UPDATE alert_version SET version = version + 1");
        AuditTable.Add(db, note, Now);
        return true;
    }
}
