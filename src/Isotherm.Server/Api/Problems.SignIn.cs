using System.Globalization;
using Isotherm.Server.Auth;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>Errors of the sign-in, of keys and of limits.</summary>
internal static partial class Problems
{
    private const string TryLater = "The chain of this wallet does not answer, so that its contract can't be asked; try again.";

    /// <summary>401: nobody is signed in.</summary>
    public static ProblemResult SignInNeeded() =>
        Of("sign-in-needed", "Sign-in needed", 401, "This needs a sign-in (POST /api/v1/auth/sign-in) or an API key (Authorization: Bearer iso_…).");

    /// <summary>401: a key that is none, was revoked, or has expired.</summary>
    public static ProblemResult BadKey() =>
        Of("bad-key", "Bad key", 401, "The API key in Authorization is unknown, revoked or expired; expected Bearer iso_ and 43 characters.");

    /// <summary>403: the key may not do this.</summary>
    public static ProblemResult ScopeMissing(string scope) =>
        Of("scope-missing", "Scope missing", 403, $"This API key does not have the scope {scope}; make one that has.");

    /// <summary>403: only the admin may.</summary>
    public static ProblemResult AdminNeeded() => Of("admin-needed", "Admin needed", 403, "Only the admin sees other accounts' lines.");

    /// <summary>403: another site's page asked.</summary>
    public static ProblemResult CrossSite() =>
        Of("cross-site", "Cross-site request", 403, "A change by a browser's session must come from this server's own page: Sec-Fetch-Site same-origin, or an Origin that is one of --public-url.");

    /// <summary>401, 400 or 503: a sign-in that is refused, by the check that refused it.</summary>
    public static ProblemResult SignInRefused(SignInRefusal refusal)
    {
        var status = refusal.Reason switch
        {
            SignInReasons.Malformed or SignInReasons.TooLong or SignInReasons.SignatureForm => 400,
            SignInReasons.WalletUnreachable => 503,
            _ => 401,
        };
        return new(new ProblemBody("/problems/sign-in-refused", "Sign-in refused", status, refusal.Detail, Reason: refusal.Reason))
        {
            RetryAfterSeconds = status == 503 ? 5 : null,
        };
    }

    /// <summary>503: a contract wallet's session can't be checked.</summary>
    public static ProblemResult WalletSilent() => Of("wallet-unreachable", "Wallet unreachable", 503, TryLater, 5);

    /// <summary>503: too many sign-ins were begun.</summary>
    public static ProblemResult TooManyNonces() => Of("too-many-sign-ins", "Too many sign-ins", 503, "Too many sign-ins were begun and not finished.", 60);

    /// <summary>409: no more keys.</summary>
    public static ProblemResult TooManyKeys(int limit) =>
        Of("too-many-keys", "Too many keys", 409, string.Create(CultureInfo.InvariantCulture, $"This account has {limit} keys; revoke one first."));

    /// <summary>404: no such session or key of this account.</summary>
    public static ProblemResult UnknownCredential(string what) => Of("unknown-" + what, "Unknown " + what, 404, $"This account has no such {what}.");

    /// <summary>403: not the code, or too late.</summary>
    public static ProblemResult SetupRefused() =>
        Of("setup-refused", "Setup code refused", 403, "The setup code is wrong, used or expired, or there is an admin; a start without an admin prints a new one.");

    /// <summary>429: too much at once.</summary>
    public static ProblemResult TooManyRequests(int retryAfterSeconds) =>
        Of("too-many-requests", "Too many requests", 429, string.Create(CultureInfo.InvariantCulture, $"Too many requests at once; try again in {retryAfterSeconds} s."), retryAfterSeconds);
}
