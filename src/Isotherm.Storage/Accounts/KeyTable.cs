namespace Isotherm.Storage.Accounts;

/// <summary>API keys; one that is revoked is deleted, the log remembers it.</summary>
internal static class KeyTable
{
    private const string Columns =
        """
        SELECT k.id AS Id, k.account AS Account, a.is_admin AS IsAdmin, k.name AS Name, k.hint AS Hint, k.scopes AS Scopes,
               k.created_at AS CreatedAt, k.expires_at AS ExpiresAt, k.last_used_at AS LastUsedAt
        FROM api_key k JOIN account a ON a.id = k.account
        """;

    private const long MinuteMs = 60_000;

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Account { get; init; } = "";

        public bool IsAdmin { get; init; }

        public string Name { get; init; } = "";

        public string Hint { get; init; } = "";

        public string Scopes { get; init; } = "";

        public long CreatedAt { get; init; }

        public long? ExpiresAt { get; init; }

        public long? LastUsedAt { get; init; }

        public StoredKey Key() => new()
        {
            Id = Id,
            Account = Account,
            IsAdmin = IsAdmin,
            Name = Name,
            Hint = Hint,
            Scopes = Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            CreatedAt = UnixTime.Time(CreatedAt),
            ExpiresAt = UnixTime.Time(ExpiresAt),
            LastUsedAt = UnixTime.Time(LastUsedAt),
        };
    }

    public static bool Add(AccountsTransaction db, StoredKey key, byte[] keyHash)
    {
        if (db.Scalar<long>("SELECT count(*) FROM api_key WHERE account = @Account", new { key.Account }) >= AccountLimits.Keys)
            return false;
        db.Execute(
            """
            INSERT INTO api_key (id, key_hash, account, name, hint, scopes, created_at, expires_at)
            VALUES (@Id, @keyHash, @Account, @Name, @Hint, @scopes, @createdAt, @expiresAt)
            """,
            new
            {
                key.Id,
                keyHash,
                key.Account,
                key.Name,
                key.Hint,
                scopes = string.Join(' ', key.Scopes),
                createdAt = UnixTime.Of(key.CreatedAt),
                expiresAt = UnixTime.Of(key.ExpiresAt),
            });
        return true;
    }

    public static StoredKey? Use(AccountsTransaction db, byte[] keyHash, long now)
    {
        if (db.First<Row>(Columns + " WHERE k.key_hash = @keyHash AND (k.expires_at IS NULL OR k.expires_at > @now)", new { keyHash, now }) is not { } row)
            return null;
        if (row.LastUsedAt is null || now - row.LastUsedAt >= MinuteMs)
            db.Execute("UPDATE api_key SET last_used_at = @now WHERE id = @Id", new { now, row.Id });
        return row.Key();
    }

    public static bool Lives(AccountsTransaction db, string id, long now) =>
        db.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM api_key WHERE id = @id AND (expires_at IS NULL OR expires_at > @now))", new { id, now });

    public static IReadOnlyList<StoredKey> Of(AccountsTransaction db, string account) =>
        [.. db.All<Row>(Columns + " WHERE k.account = @account ORDER BY k.created_at DESC, k.id", new { account }).Select(static row => row.Key())];

    public static bool Revoke(AccountsTransaction db, string account, string id) =>
        db.Execute("DELETE FROM api_key WHERE account = @account AND id = @id", new { account, id }) == 1;
}
