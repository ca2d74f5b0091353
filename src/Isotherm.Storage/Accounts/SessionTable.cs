namespace Isotherm.Storage.Accounts;

/// <summary>Live sessions; one that ends is deleted, the log remembers it.</summary>
internal static class SessionTable
{
    private const string Columns =
        """
        SELECT s.id AS Id, s.account AS Account, a.is_admin AS IsAdmin, s.created_at AS CreatedAt, s.last_seen_at AS LastSeenAt,
               s.expires_at AS ExpiresAt, s.ends_at AS EndsAt, s.agent AS Agent, s.proof_hash AS ProofHash,
               s.proof_signature AS ProofSignature, s.check_at AS CheckAt
        FROM session s JOIN account a ON a.id = s.account
        """;

    private const long MinuteMs = 60_000;

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Account { get; init; } = "";

        public bool IsAdmin { get; init; }

        public long CreatedAt { get; init; }

        public long LastSeenAt { get; init; }

        public long ExpiresAt { get; init; }

        public long EndsAt { get; init; }

        public string Agent { get; init; } = "";

        public byte[]? ProofHash { get; init; }

        public byte[]? ProofSignature { get; init; }

        public long? CheckAt { get; init; }

        public StoredSession Session() => new()
        {
            Id = Id,
            Account = Account,
            IsAdmin = IsAdmin,
            CreatedAt = UnixTime.Time(CreatedAt),
            LastSeenAt = UnixTime.Time(LastSeenAt),
            ExpiresAt = UnixTime.Time(ExpiresAt),
            EndsAt = UnixTime.Time(EndsAt),
            Agent = Agent,
            Proof = ProofHash is { } hash && ProofSignature is { } signature && CheckAt is { } at ? new WalletProof(hash, signature, UnixTime.Time(at)) : null,
        };
    }

    /// <summary>Adds it; gives the ids of those beyond the limit, which end.</summary>
    public static List<string> Add(AccountsTransaction db, StoredSession session, byte[] tokenHash)
    {
        db.Execute(
            """
            INSERT INTO session (id, token_hash, account, created_at, last_seen_at, expires_at, ends_at, agent, proof_hash, proof_signature, check_at)
            VALUES (@Id, @tokenHash, @Account, @createdAt, @lastSeenAt, @expiresAt, @endsAt, @Agent, @hash, @signature, @checkAt)
            """,
            new
            {
                session.Id,
                tokenHash,
                session.Account,
                createdAt = UnixTime.Of(session.CreatedAt),
                lastSeenAt = UnixTime.Of(session.LastSeenAt),
                expiresAt = UnixTime.Of(session.ExpiresAt),
                endsAt = UnixTime.Of(session.EndsAt),
                session.Agent,
                hash = session.Proof?.Hash,
                signature = session.Proof?.Signature,
                checkAt = UnixTime.Of(session.Proof?.CheckAt),
            });
        var beyond = db.All<string>(
            "SELECT id FROM session WHERE account = @Account AND id <> @Id ORDER BY last_seen_at DESC, created_at DESC LIMIT -1 OFFSET @most",
            new { session.Account, session.Id, most = AccountLimits.Sessions - 1 });
        db.Execute("DELETE FROM session WHERE id IN @beyond", new { beyond });
        return beyond;
    }

    public static StoredSession? Use(AccountsTransaction db, byte[] tokenHash, TimeSpan idle, long now)
    {
        if (db.First<Row>(Columns + " WHERE s.token_hash = @tokenHash AND s.expires_at > @now", new { tokenHash, now }) is not { } row)
            return null;
        if (now - row.LastSeenAt < MinuteMs)
            return row.Session();
        db.Execute(
            "UPDATE session SET last_seen_at = @now, expires_at = min(ends_at, @expires) WHERE id = @Id",
            new { now, expires = now + (long)idle.TotalMilliseconds, row.Id });
        return db.First<Row>(Columns + " WHERE s.id = @Id", new { row.Id })!.Session();
    }

    public static List<string> EndByToken(AccountsTransaction db, byte[] tokenHash) =>
        db.All<string>("DELETE FROM session WHERE token_hash = @tokenHash RETURNING id", new { tokenHash });

    public static bool End(AccountsTransaction db, string account, string id) =>
        db.Execute("DELETE FROM session WHERE account = @account AND id = @id", new { account, id }) == 1;

    public static void Drop(AccountsTransaction db, long now) => db.Execute("DELETE FROM session WHERE expires_at <= @now", new { now });

    public static int Proven(AccountsTransaction db, string id, long checkAt) =>
        db.Execute("UPDATE session SET check_at = @checkAt WHERE id = @id AND proof_hash IS NOT NULL", new { id, checkAt });

    public static bool Lives(AccountsTransaction db, string id, long now) =>
        db.Scalar<bool>("SELECT EXISTS (SELECT 1 FROM session WHERE id = @id AND expires_at > @now)", new { id, now });

    public static IReadOnlyList<StoredSession> Of(AccountsTransaction db, string account, long now) =>
        [.. db.All<Row>(Columns + " WHERE s.account = @account AND s.expires_at > @now ORDER BY s.last_seen_at DESC, s.created_at DESC, s.id", new { account, now }).Select(static row => row.Session())];
}
