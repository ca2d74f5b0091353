namespace Isotherm.Storage.Accounts;

/// <summary>Accounts, and which of them is the admin.</summary>
internal static class AccountTable
{
    private sealed class Row
    {
        public string Id { get; init; } = "";

        public bool IsAdmin { get; init; }

        public long CreatedAt { get; init; }

        public long LastSignInAt { get; init; }
    }

    public static void SignedIn(AccountsTransaction db, string id, long now) => db.Execute(
        """
        INSERT INTO account (id, is_admin, created_at, last_sign_in_at) VALUES (@id, 0, @now, @now)
        ON CONFLICT (id) DO UPDATE SET last_sign_in_at = excluded.last_sign_in_at
        """,
        new { id, now });

    public static Account? Find(AccountsTransaction db, string id) =>
        db.First<Row>(
            "SELECT id AS Id, is_admin AS IsAdmin, created_at AS CreatedAt, last_sign_in_at AS LastSignInAt FROM account WHERE id = @id", new { id })
        is { } row ? new Account(row.Id, row.IsAdmin, UnixTime.Time(row.CreatedAt), UnixTime.Time(row.LastSignInAt)) : null;

    public static bool HasAdmin(AccountsTransaction db) => db.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM account WHERE is_admin = 1)");

    public static int SetCode(AccountsTransaction db, byte[] codeHash, long expiresAt) => db.Execute(
        "INSERT OR REPLACE INTO setup_code (id, code_hash, expires_at, used_by) VALUES (1, @codeHash, @expiresAt, NULL)", new { codeHash, expiresAt });

    public static bool BecomeAdmin(AccountsTransaction db, string account, byte[] codeHash, long now)
    {
        var used = db.Execute(
            """
            UPDATE setup_code SET used_by = @account
            WHERE code_hash = @codeHash AND used_by IS NULL AND expires_at > @now AND NOT EXISTS (SELECT 1 FROM account WHERE is_admin = 1)
            """,
            new { account, codeHash, now });
        return used == 1 && db.Execute("UPDATE account SET is_admin = 1 WHERE id = @account", new { account }) == 1;
    }
}
