namespace Isotherm.Storage.Accounts;

/// <summary>Rules that are silent for a while.</summary>
internal static class SnoozeTable
{
    private sealed class Row
    {
        public string Rule { get; init; } = "";

        public string Cluster { get; init; } = "";

        public long? Until { get; init; }

        public long? WorseBps { get; init; }
    }

    public static IReadOnlyList<StoredSnooze> All(AccountsTransaction db) =>
    [
        .. db.All<Row>("SELECT rule AS Rule, cluster AS Cluster, until AS Until, worse_bps AS WorseBps FROM alert_snooze ORDER BY rule, cluster")
            .Select(static row => new StoredSnooze(row.Rule, row.Cluster.Length == 0 ? null : row.Cluster, UnixTime.Time(row.Until), row.WorseBps)),
    ];

    public static KeepResult Put(AccountsTransaction db, string owner, StoredSnooze snooze, long now)
    {
        if (!db.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM alert_rule WHERE id = @Rule AND owner = @owner)", new { snooze.Rule, owner }))
            return KeepResult.Unknown;
        db.Execute("DELETE FROM alert_snooze WHERE rule = @Rule AND (cluster = @cluster OR until < @now)", new { snooze.Rule, cluster = snooze.Cluster ?? "", now });
        if (db.Scalar<int>("SELECT count(*) FROM alert_snooze WHERE rule = @Rule", new { snooze.Rule }) >= AlertLimits.Snoozes)
            return KeepResult.TooMany;
        db.Execute(
            "INSERT INTO alert_snooze (rule, cluster, until, worse_bps, created_at) VALUES (@Rule, @cluster, @until, @WorseThanBps, @now)",
            new { snooze.Rule, cluster = snooze.Cluster ?? "", until = UnixTime.Of(snooze.Until), snooze.WorseThanBps, now });
        return KeepResult.Kept;
    }

    public static int Delete(AccountsTransaction db, string owner, string rule, string? cluster) => db.Execute(
        """
        DELETE FROM alert_snooze
        WHERE rule = @rule AND cluster = @cluster AND EXISTS (SELECT 1 FROM alert_rule r WHERE r.id = rule AND r.owner = @owner)
        """,
        new { rule, cluster = cluster ?? "", owner });
}
