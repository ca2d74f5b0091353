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
    public ValueTask<KeepResult> AddRuleAsync(StoredRule rule, CancellationToken ct) => KeepAsync(db => RuleTable.Add(db, rule, Now), ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> ReplaceRuleAsync(StoredRule rule, CancellationToken ct) => KeepAsync(db => RuleTable.Replace(db, rule, Now), ct);

    /// <inheritdoc />
    public ValueTask<bool> DeleteRuleAsync(string owner, string id, CancellationToken ct) => ChangeAsync(db => RuleTable.Delete(db, owner, id), ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> AddChannelAsync(StoredChannel channel, CancellationToken ct) => KeepAsync(db => ChannelTable.Add(db, channel, Now), ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> ReplaceChannelAsync(StoredChannel channel, CancellationToken ct) =>
        KeepAsync(db => ChannelTable.Replace(db, channel, Now), ct);

    /// <inheritdoc />
    public async ValueTask DisableChannelAsync(string id, string why, CancellationToken ct) =>
        await ChangeAsync(db => ChannelTable.Disable(db, id, why, Now), ct);

    /// <inheritdoc />
    public ValueTask<bool> DeleteChannelAsync(string owner, string id, CancellationToken ct) => ChangeAsync(db => ChannelTable.Delete(db, owner, id), ct);

    /// <inheritdoc />
    public ValueTask<KeepResult> SnoozeAsync(string owner, StoredSnooze snooze, CancellationToken ct) =>
        KeepAsync(db => SnoozeTable.Put(db, owner, snooze, Now), ct);

    /// <inheritdoc />
    public ValueTask<bool> WakeAsync(string owner, string rule, string? cluster, CancellationToken ct) =>
        ChangeAsync(db => SnoozeTable.Delete(db, owner, rule, cluster), ct);

    private ValueTask<KeepResult> KeepAsync(Func<AccountsTransaction, KeepResult> keep, CancellationToken ct) => accounts.File.RunAsync(
        db =>
        {
            var result = keep(db);
            if (result == KeepResult.Kept)
                CountUp(db);
            return result;
        },
        ct);

    private ValueTask<bool> ChangeAsync(Func<AccountsTransaction, int> change, CancellationToken ct) => accounts.File.RunAsync(
        db =>
        {
            var changed = change(db) > 0;
            if (changed)
                CountUp(db);
            return changed;
        },
        ct);

    private static void CountUp(AccountsTransaction db) => db.Execute("UPDATE alert_version SET version = version + 1");
}
