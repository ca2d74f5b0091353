namespace Isotherm.Storage.Accounts;

/// <summary>Alert rules.</summary>
internal static class RuleTable
{
    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Owner { get; init; } = "";

        public string Network { get; init; } = "";

        public string Body { get; init; } = "";

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }
    }

    public static IReadOnlyList<StoredRule> All(AccountsTransaction db) =>
    [
        .. db.All<Row>(
                """
                SELECT id AS Id, owner AS Owner, network AS Network, body AS Body, created_at AS CreatedAt, updated_at AS UpdatedAt
                FROM alert_rule ORDER BY owner, created_at, id
                """)
            .Select(static row => new StoredRule(row.Id, row.Owner, row.Network, row.Body)
            {
                CreatedAt = UnixTime.Time(row.CreatedAt),
                UpdatedAt = UnixTime.Time(row.UpdatedAt),
            }),
    ];

    public static KeepResult Add(AccountsTransaction db, StoredRule rule, long now)
    {
        if (db.Scalar<int>("SELECT count(*) FROM alert_rule WHERE owner = @Owner", new { rule.Owner }) >= AlertLimits.Rules)
            return KeepResult.TooMany;
        db.Execute(
            "INSERT INTO alert_rule (id, owner, network, body, created_at, updated_at) VALUES (@Id, @Owner, @Network, @Body, @now, @now)",
            new { rule.Id, rule.Owner, rule.Network, rule.Body, now });
        return KeepResult.Kept;
    }

    public static KeepResult Replace(AccountsTransaction db, StoredRule rule, long now) => db.Execute(
        "UPDATE alert_rule SET network = @Network, body = @Body, updated_at = @now WHERE id = @Id AND owner = @Owner",
        new { rule.Id, rule.Owner, rule.Network, rule.Body, now }) > 0 ? KeepResult.Kept : KeepResult.Unknown;

    public static int Delete(AccountsTransaction db, string owner, string id) =>
        db.Execute("DELETE FROM alert_rule WHERE id = @id AND owner = @owner", new { id, owner });
}
