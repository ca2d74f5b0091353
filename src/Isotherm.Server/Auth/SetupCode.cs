using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth;

/// <summary>The one-time code by which whoever started the server becomes its admin. Each start without an admin makes a new one; the one before is void.</summary>
internal static class SetupCode
{
    /// <summary>A fresh code, for the eyes of whoever starts the server; null where there is an admin.</summary>
    public static async Task<string?> RenewAsync(IAccountStore accounts, TimeProvider time, CancellationToken ct)
    {
        if (await accounts.HasAdminAsync(ct))
            return null;
        var code = Token.SetupCode();
        await accounts.SetSetupCodeAsync(Token.HashCode(code), time.GetUtcNow() + SessionTimes.SetupCode, ct);
        return code;
    }

    /// <summary>How it is told.</summary>
    public static string Sentence(string code) =>
        $"There is no admin. Sign in within {SessionTimes.SetupCode.TotalHours:0} hours and enter this setup code under Account to become it: {code}";
}
