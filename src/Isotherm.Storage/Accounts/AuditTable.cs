namespace Isotherm.Storage.Accounts;

/// <summary>The audit log: only ever added to, but for its oldest lines beyond <see cref="AccountLimits.AuditLines"/>.</summary>
internal static class AuditTable
{
    private sealed class Row
    {
        public long Number { get; init; }

        public long At { get; init; }

        public string Action { get; init; } = "";

        public string? Account { get; init; }

        public string? Subject { get; init; }

        public string? Address { get; init; }

        public string? Detail { get; init; }
    }

    public static int Add(AccountsTransaction db, AuditNote note, long now)
    {
        db.Execute(
            "INSERT INTO audit (at, action, account, subject, address, detail) VALUES (@now, @Action, @Account, @Subject, @Address, @Detail)",
            new { now, note.Action, note.Account, note.Subject, note.Address, note.Detail });
        return db.Execute("DELETE FROM audit WHERE number <= last_insert_rowid() - @most", new { most = AccountLimits.AuditLines });
    }

    public static IReadOnlyList<AuditLine> Read(AccountsTransaction db, string? account, long? before, int limit)
    {
        var rows = db.All<Row>(
            $"""
             SELECT number AS Number, at AS At, action AS Action, account AS Account, subject AS Subject, address AS Address, detail AS Detail
             FROM audit WHERE number < @before {(account is null ? "" : "AND account = @account")} ORDER BY number DESC LIMIT @limit
             """,
            new { account, before = before ?? long.MaxValue, limit });
        return [.. rows.Select(static row => new AuditLine(
            row.Number, UnixTime.Time(row.At), new AuditNote(row.Action, row.Account, row.Subject, row.Address, row.Detail)))];
    }
}
