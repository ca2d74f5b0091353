namespace Isotherm.Storage.Accounts;

/// <summary>
/// Accounts, sessions, keys and the audit log. Whatever changes who may do what commits together with its line of the log, and is
/// on the disk before a call returns. Tokens, keys and codes come as SHA-256 hashes of at least 100 random bits; none is stored.
/// All calls throw <see cref="AccountsRefusedException"/> when the file can't be used.
/// </summary>
public interface IAccountStore : IAsyncDisposable
{
    /// <summary>Keeps a nonce that was given out.</summary>
    /// <returns>False when <see cref="AccountLimits.Nonces"/> are outstanding; then it is not kept.</returns>
    ValueTask<bool> AddNonceAsync(string nonce, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Uses a nonce up.</summary>
    /// <returns>True for exactly one caller: ours, not expired, not used before.</returns>
    ValueTask<bool> UseNonceAsync(string nonce, CancellationToken ct);

    /// <summary>Makes the account if it is new, and its session; ends the one it replaces and those beyond <see cref="AccountLimits.Sessions"/>.</summary>
    /// <param name="session">To keep; its account is made when new.</param>
    /// <param name="tokenHash">Of its token.</param>
    /// <param name="replacedTokenHash">Of the token that the browser had before; null for none.</param>
    /// <param name="note">The log's line.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <returns>The session as stored, and the ids of sessions that ended.</returns>
    ValueTask<(StoredSession Session, IReadOnlyList<string> Ended)> StartSessionAsync(
        StoredSession session, byte[] tokenHash, byte[]? replacedTokenHash, AuditNote note, CancellationToken ct);

    /// <summary>The live session of a token; null for none. A use more than a minute after the last one moves its end.</summary>
    /// <param name="tokenHash">Of the token.</param>
    /// <param name="idle">How long it lives unused.</param>
    /// <param name="ct">Cancels the wait.</param>
    ValueTask<StoredSession?> SessionAsync(byte[] tokenHash, TimeSpan idle, CancellationToken ct);

    /// <summary>Whether a session or key of this id lives.</summary>
    ValueTask<bool> LivesAsync(string id, CancellationToken ct);

    /// <summary>A contract wallet said yes again.</summary>
    ValueTask ProvenAsync(string sessionId, DateTimeOffset checkAt, CancellationToken ct);

    /// <summary>An account's live sessions, the last used first.</summary>
    ValueTask<IReadOnlyList<StoredSession>> SessionsAsync(string account, CancellationToken ct);

    /// <summary>Ends a session.</summary>
    /// <param name="account">Whose it must be.</param>
    /// <param name="id">The session.</param>
    /// <param name="note">The log's line.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <returns>False when the account has no such session; then nothing is logged.</returns>
    ValueTask<bool> EndSessionAsync(string account, string id, AuditNote note, CancellationToken ct);

    /// <summary>Keeps a key.</summary>
    /// <returns>False when the account has <see cref="AccountLimits.Keys"/>; then it is not kept.</returns>
    ValueTask<bool> AddKeyAsync(StoredKey key, byte[] keyHash, AuditNote note, CancellationToken ct);

    /// <summary>The live key of a hash; null for none. Notes the use, to the minute.</summary>
    ValueTask<StoredKey?> KeyAsync(byte[] keyHash, CancellationToken ct);

    /// <summary>An account's keys, expired ones too, the newest first.</summary>
    ValueTask<IReadOnlyList<StoredKey>> KeysAsync(string account, CancellationToken ct);

    /// <summary>Revokes a key.</summary>
    /// <returns>False when the account has no such key; then nothing is logged.</returns>
    ValueTask<bool> RevokeKeyAsync(string account, string id, AuditNote note, CancellationToken ct);

    /// <summary>The account of an id; null for none.</summary>
    ValueTask<Account?> AccountAsync(string id, CancellationToken ct);

    /// <summary>Whether somebody is the admin.</summary>
    ValueTask<bool> HasAdminAsync(CancellationToken ct);

    /// <summary>Replaces the setup code.</summary>
    ValueTask SetSetupCodeAsync(byte[] codeHash, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Makes an account the admin by the setup code.</summary>
    /// <returns>True for exactly one caller with the code, unexpired, while there is no admin. A refusal is logged too.</returns>
    ValueTask<bool> BecomeAdminAsync(string account, byte[] codeHash, string? address, CancellationToken ct);

    /// <summary>Writes to the log.</summary>
    ValueTask NoteAsync(AuditNote note, CancellationToken ct);

    /// <summary>Lines of the log, newest first.</summary>
    /// <param name="account">Whose; null for all.</param>
    /// <param name="before">Only lines with a smaller number; null for the newest.</param>
    /// <param name="limit">1 to <see cref="AccountLimits.AuditPage"/>.</param>
    /// <param name="ct">Cancels the wait.</param>
    ValueTask<IReadOnlyList<AuditLine>> AuditAsync(string? account, long? before, int limit, CancellationToken ct);
}
