using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth.Wire;

/// <summary>Accounts, sessions, keys and log lines as they are sent.</summary>
internal static class ComposeAuth
{
    /// <summary>An account.</summary>
    public static AccountBody Account(Account account)
    {
        var (chain, address) = AccountId.Parse(account.Id);
        return new(account.Id, WalletAddress.Of(address), chain, account.IsAdmin, WireText.Time(account.CreatedAt), WireText.Time(account.LastSignInAt));
    }

    /// <summary>Who asks.</summary>
    public static MeAnswer Me(Account? account, Caller? caller, SignInPolicy policy, bool? hasAdmin) => new(
        account is null ? null : Account(account), caller?.Session?.Id, caller?.Scopes ?? [], policy == SignInPolicy.All ? "all" : "writes", hasAdmin);

    /// <summary>A key.</summary>
    public static KeyBody Key(StoredKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Hint, key.Scopes, WireText.Time(key.CreatedAt), Time(key.ExpiresAt), Time(key.LastUsedAt), key.ExpiresAt <= now);

    /// <summary>A session.</summary>
    public static SessionBody Session(StoredSession session, string? current) => new(
        session.Id,
        session.Id == current,
        WireText.Time(session.CreatedAt),
        WireText.Time(session.LastSeenAt),
        WireText.Time(session.ExpiresAt),
        WireText.Time(session.EndsAt),
        session.Agent,
        session.Proof is null ? "key" : "contract");

    /// <summary>A line of the log.</summary>
    public static AuditLineBody Line(AuditLine line) => new(
        line.Number, WireText.Time(line.At), line.Note.Action, line.Note.Account, line.Note.Subject, line.Note.Address, line.Note.Detail);

    private static string? Time(DateTimeOffset? time) => time is { } some ? WireText.Time(some) : null;
}
