using Isotherm.Chains.Evm;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Storage.Accounts;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Server.Auth.Callers;

/// <summary>Finds out who makes a request: by an API key in <c>Authorization: Bearer</c>, else by the session's cookie.</summary>
internal sealed class CallerFinder(Lazy<IAccountStore> accounts, IWalletChains chains, LiveLinks links, PublicOrigins origins, TimeProvider time)
{
    private const string Bearer = "Bearer ";
    private const int LongestToken = 64;

    /// <summary>Whatever it is; never throws for what a request says.</summary>
    public async Task<CallerFinding> FindAsync(HttpContext http)
    {
        var authorization = http.Request.Headers[HeaderNames.Authorization].ToString();
        var cookie = SessionCookie.Read(http, origins.IsSecure(http));
        try
        {
            if (authorization.Length > 0)
                return await ByKeyAsync(authorization, http.RequestAborted);
            return cookie is { Length: > 0 and <= LongestToken } ? await BySessionAsync(cookie, http.RequestAborted) : new CallerFinding.Nobody();
        }
        catch (AccountsRefusedException fault)
        {
            return new CallerFinding.Unusable(fault);
        }
    }

    private async Task<CallerFinding> ByKeyAsync(string authorization, CancellationToken ct)
    {
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || authorization.Length > Bearer.Length + LongestToken)
            return new CallerFinding.BadKey();
        return await accounts.Value.KeyAsync(Token.Hash(authorization[Bearer.Length..]), ct) is { } key
            ? new CallerFinding.Known(Caller.Of(key))
            : new CallerFinding.BadKey();
    }

    private async Task<CallerFinding> BySessionAsync(string token, CancellationToken ct)
    {
        if (await accounts.Value.SessionAsync(Token.Hash(token), SessionTimes.Idle, ct) is not { } session)
            return new CallerFinding.Nobody();
        if (session.Proof is not { } proof || proof.CheckAt > time.GetUtcNow())
            return new CallerFinding.Known(Caller.Of(session));
        var (chain, address) = AccountId.Parse(session.Account);
        if (!chains.Ids.Contains(chain))
            return new CallerFinding.WalletSilent();
        switch (await chains.AskAsync(chain, address, proof.Hash, proof.Signature, ct))
        {
            case WalletAnswer.Yes:
                await accounts.Value.ProvenAsync(session.Id, time.GetUtcNow() + SessionTimes.WalletCheck, ct);
                return new CallerFinding.Known(Caller.Of(session));
            case WalletAnswer.Unreachable:
                return new CallerFinding.WalletSilent();
            default:
                await accounts.Value.EndSessionAsync(
                    session.Account, session.Id, new AuditNote(AuditActions.WalletWithdrew, session.Account, session.Id, Detail: $"Asked at {Hex.Encode(address)}."), ct);
                await links.CutAsync(session.Id);
                return new CallerFinding.Nobody();
        }
    }
}
