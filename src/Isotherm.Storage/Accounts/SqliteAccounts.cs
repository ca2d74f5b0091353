namespace Isotherm.Storage.Accounts;

/// <summary>The accounts in one SQLite file, <c>accounts.db</c>, beside the networks' directories.</summary>
public sealed class SqliteAccounts : IAccountStore
{
    private readonly AccountsFile _file;
    private readonly TimeProvider _time;

    private SqliteAccounts(AccountsFile file, TimeProvider time) => (_file, _time) = (file, time);

    /// <summary>The file, for tables of other rooms that live in it.</summary>
    internal AccountsFile File => _file;

    private long Now => UnixTime.Of(_time.GetUtcNow());

    /// <summary>Opens the accounts of a data directory, creating both as needed.</summary>
    /// <param name="directory">On a local disk.</param>
    /// <param name="time">Decides what has expired.</param>
    /// <exception cref="AccountsRefusedException">In use, not writable, damaged, of a newer version, or SQLite is too old.</exception>
    public static SqliteAccounts Open(string directory, TimeProvider time) => new(AccountsFile.Open(directory), time);

    /// <inheritdoc />
    public ValueTask<bool> AddNonceAsync(string nonce, DateTimeOffset expiresAt, CancellationToken ct) =>
        _file.RunAsync(db => NonceTable.Add(db, nonce, UnixTime.Of(expiresAt), Now), ct);

    /// <inheritdoc />
    public ValueTask<bool> UseNonceAsync(string nonce, CancellationToken ct) =>
        _file.RunAsync(db => NonceTable.Use(db, nonce, Now), ct);

    /// <inheritdoc />
    public ValueTask<(StoredSession Session, IReadOnlyList<string> Ended)> StartSessionAsync(
        StoredSession session, byte[] tokenHash, byte[]? replacedTokenHash, AuditNote note, CancellationToken ct) =>
        _file.RunAsync<(StoredSession, IReadOnlyList<string>)>(
            db =>
            {
                SessionTable.Drop(db, Now);
                var ended = replacedTokenHash is null ? [] : SessionTable.EndByToken(db, replacedTokenHash);
                AccountTable.SignedIn(db, session.Account, Now);
                ended.AddRange(SessionTable.Add(db, session, tokenHash));
                AuditTable.Add(db, note, Now);
                return (session with { IsAdmin = AccountTable.Find(db, session.Account)!.IsAdmin }, ended);
            },
            ct);

    /// <inheritdoc />
    public ValueTask<StoredSession?> SessionAsync(byte[] tokenHash, TimeSpan idle, CancellationToken ct) =>
        _file.RunAsync(db => SessionTable.Use(db, tokenHash, idle, Now), ct);

    /// <inheritdoc />
    public ValueTask<bool> LivesAsync(string id, CancellationToken ct) =>
        _file.RunAsync(db => SessionTable.Lives(db, id, Now) || KeyTable.Lives(db, id, Now), ct);

    /// <inheritdoc />
    public async ValueTask ProvenAsync(string sessionId, DateTimeOffset checkAt, CancellationToken ct) =>
        await _file.RunAsync(db => SessionTable.Proven(db, sessionId, UnixTime.Of(checkAt)), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredSession>> SessionsAsync(string account, CancellationToken ct) =>
        _file.RunAsync(db => SessionTable.Of(db, account, Now), ct);

    /// <inheritdoc />
    public ValueTask<bool> EndSessionAsync(string account, string id, AuditNote note, CancellationToken ct) =>
        _file.RunAsync(db => Noted(db, SessionTable.End(db, account, id), note), ct);

    /// <inheritdoc />
    public ValueTask<bool> AddKeyAsync(StoredKey key, byte[] keyHash, AuditNote note, CancellationToken ct) =>
        _file.RunAsync(db => Noted(db, KeyTable.Add(db, key, keyHash), note), ct);

    /// <inheritdoc />
    public ValueTask<StoredKey?> KeyAsync(byte[] keyHash, CancellationToken ct) =>
        _file.RunAsync(db => KeyTable.Use(db, keyHash, Now), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredKey>> KeysAsync(string account, CancellationToken ct) =>
        _file.RunAsync(db => KeyTable.Of(db, account), ct);

    /// <inheritdoc />
    public ValueTask<bool> RevokeKeyAsync(string account, string id, AuditNote note, CancellationToken ct) =>
        _file.RunAsync(db => Noted(db, KeyTable.Revoke(db, account, id), note), ct);

    /// <inheritdoc />
    public ValueTask<Account?> AccountAsync(string id, CancellationToken ct) => _file.RunAsync(db => AccountTable.Find(db, id), ct);

    /// <inheritdoc />
    public ValueTask<bool> HasAdminAsync(CancellationToken ct) => _file.RunAsync(AccountTable.HasAdmin, ct);

    /// <inheritdoc />
    public async ValueTask SetSetupCodeAsync(byte[] codeHash, DateTimeOffset expiresAt, CancellationToken ct) =>
        await _file.RunAsync(db => AccountTable.SetCode(db, codeHash, UnixTime.Of(expiresAt)), ct);

    /// <inheritdoc />
    public ValueTask<bool> BecomeAdminAsync(string account, byte[] codeHash, string? address, CancellationToken ct) =>
        _file.RunAsync(
            db =>
            {
                var made = AccountTable.BecomeAdmin(db, account, codeHash, Now);
                AuditTable.Add(db, new AuditNote(made ? AuditActions.AdminMade : AuditActions.SetupRefused, account, Address: address), Now);
                return made;
            },
            ct);

    /// <inheritdoc />
    public async ValueTask NoteAsync(AuditNote note, CancellationToken ct) => await _file.RunAsync(db => AuditTable.Add(db, note, Now), ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AuditLine>> AuditAsync(string? account, long? before, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, AccountLimits.AuditPage);
        return _file.RunAsync(db => AuditTable.Read(db, account, before, limit), ct);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private bool Noted(AccountsTransaction db, bool changed, AuditNote note)
    {
        if (changed)
            AuditTable.Add(db, note, Now);
        return changed;
    }
}
