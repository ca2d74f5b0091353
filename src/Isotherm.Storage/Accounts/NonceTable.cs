namespace Isotherm.Storage.Accounts;

/// <summary>Nonces that were given out. A used one stays until it would have expired, so that it can't come back.</summary>
internal static class NonceTable
{
    public static bool Add(AccountsTransaction db, string nonce, long expiresAt, long now)
    {
        db.Execute("DELETE FROM nonce WHERE expires_at <= @now", new { now });
        if (db.Scalar<long>("SELECT count(*) FROM nonce") >= AccountLimits.Nonces)
            return false;
        db.Execute("INSERT INTO nonce (nonce, expires_at) VALUES (@nonce, @expiresAt)", new { nonce, expiresAt });
        return true;
    }

    public static bool Use(AccountsTransaction db, string nonce, long now) =>
        db.Execute("UPDATE nonce SET used_at = @now WHERE nonce = @nonce AND used_at IS NULL AND expires_at > @now", new { nonce, now }) == 1;
}
