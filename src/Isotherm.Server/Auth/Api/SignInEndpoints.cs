using Isotherm.Server.Api;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Server.Auth.Wire;
using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Server.Auth.Api;

/// <summary>Sign-in, sign-out, who asks, and becoming the admin.</summary>
internal static class SignInEndpoints
{
    private const int LongestAgent = 160;

    /// <summary>Maps them.</summary>
    public static void MapSignIn(this RouteGroupBuilder auth)
    {
        auth.MapPost("/nonce", NonceAsync).WithSummary("Begins a sign-in: a nonce, good once")
            .Produces<NonceAnswer>().ProducesProblems(400, 403, 413, 429, 503).OpenToAll().RequireRateLimiting(RequestLimits.SignIn);
        auth.MapPost("/sign-in", SignInAsync).WithSummary("Ends a sign-in with Ethereum (ERC-4361): the signed message, for a session in a cookie")
            .Produces<MeAnswer>().ProducesProblems(400, 401, 403, 413, 429, 503).OpenToAll().RequireRateLimiting(RequestLimits.SignIn);
        auth.MapPost("/sign-out", SignOutAsync).WithSummary("Ends this session").Produces(204).ProducesProblems(403, 503).OpenToAll();
        auth.MapGet("/me", MeAsync).WithSummary("Who asks; nobody, too, is an answer").Produces<MeAnswer>().ProducesProblems(401, 503).OpenToAll();
        auth.MapPost("/setup", SetupAsync).WithSummary("Makes this account the admin, by the code that the server printed")
            .Produces<MeAnswer>().ProducesProblems(400, 401, 403, 429, 503).RequireScope(Scopes.Keys).RequireRateLimiting(RequestLimits.SignIn);
    }

    private static async Task<IResult> NonceAsync(NonceBody? body, SignIn signIn, IWalletChains chains, TimeProvider time, CancellationToken ct)
    {
        if (body?.Address is { } asked && !WalletAddress.HasForm(asked))
            return Problems.InvalidParameter("address", asked, "0x and 40 hex digits");
        var address = body?.Address is { } given ? WalletAddress.Of(Convert.FromHexString(given.AsSpan(2))) : null;
        return await signIn.BeginAsync(ct) is var (nonce, expiresAt)
            ? TypedResults.Json(new NonceAnswer(nonce, WireText.Time(time.GetUtcNow()), WireText.Time(expiresAt), chains.Ids, address), AuthJson.Default.NonceAnswer)
            : Problems.TooManyNonces();
    }

    private static async Task<IResult> SignInAsync(
        SignInBody body, HttpContext http, SignIn signIn, PublicOrigins origins, Lazy<IAccountStore> accounts, ServerOptions options, TimeProvider time, CancellationToken ct)
    {
        if (body.Message is null || body.Signature is null)
            return Problems.InvalidParameter(body.Message is null ? "message" : "signature", "", "a text");
        var secure = origins.IsSecure(http);
        var agent = string.Concat(http.Request.Headers[HeaderNames.UserAgent].ToString().Where(static letter => letter is >= ' ' and <= '~').Take(LongestAgent));
        var attempt = new SignInAttempt(body.Message, body.Signature, SessionCookie.Read(http, secure), agent, http.From());
        switch (await signIn.CompleteAsync(attempt, origins.For(http), ct))
        {
            case SignInResult.Started started:
                SessionCookie.Write(http, secure, started.Token, started.Session.EndsAt - time.GetUtcNow());
                return await AnswerAsync(Caller.Of(started.Session), accounts.Value, options, ct);
            case SignInResult.Refused refused:
                return Problems.SignInRefused(refused.Refusal);
            default:
                throw new InvalidOperationException("A sign-in is started or refused.");
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, PublicOrigins origins, Lazy<IAccountStore> accounts, LiveLinks links, CancellationToken ct)
    {
        if (http.Caller() is { Session: { } session })
        {
            await accounts.Value.EndSessionAsync(session.Account, session.Id, new AuditNote(AuditActions.SignedOut, session.Account, session.Id, http.From()), ct);
            await links.CutAsync(session.Id);
        }

        SessionCookie.Clear(http, origins.IsSecure(http));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> MeAsync(HttpContext http, Lazy<IAccountStore> accounts, ServerOptions options, CancellationToken ct) => http.Finding() switch
    {
        CallerFinding.Known { Caller: var caller } => await AnswerAsync(caller, accounts.Value, options, ct),
        CallerFinding.Nobody => TypedResults.Json(ComposeAuth.Me(null, null, options.SignIn, null), AuthJson.Default.MeAnswer),
        var finding => finding.Refusal!,
    };

    private static async Task<IResult> SetupAsync(SetupBody body, HttpContext http, Lazy<IAccountStore> accounts, ServerOptions options, CancellationToken ct)
    {
        if (body.Code is null)
            return Problems.InvalidParameter("code", "", "the setup code that the server printed");
        var caller = http.Caller()!;
        return await accounts.Value.BecomeAdminAsync(caller.Account, Token.HashCode(body.Code), http.From(), ct)
            ? await AnswerAsync(caller with { IsAdmin = true }, accounts.Value, options, ct)
            : Problems.SetupRefused();
    }

    private static async Task<IResult> AnswerAsync(Caller caller, IAccountStore accounts, ServerOptions options, CancellationToken ct) => TypedResults.Json(
        ComposeAuth.Me(await accounts.AccountAsync(caller.Account, ct), caller, options.SignIn, await accounts.HasAdminAsync(ct)), AuthJson.Default.MeAnswer);
}
