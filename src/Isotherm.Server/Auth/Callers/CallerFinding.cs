using Isotherm.Server.Api;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth.Callers;

/// <summary>What was found out about who makes a request.</summary>
internal abstract record CallerFinding
{
    private CallerFinding()
    {
    }

    /// <summary>Nobody that is known.</summary>
    public sealed record Nobody : CallerFinding;

    /// <summary>An account.</summary>
    public sealed record Known(Caller Caller) : CallerFinding;

    /// <summary>A key that is none: refused, not taken for nobody.</summary>
    public sealed record BadKey : CallerFinding;

    /// <summary>A contract wallet must be asked and can't be: whoever it is, it is not known now.</summary>
    public sealed record WalletSilent : CallerFinding;

    /// <summary>The accounts can't be read.</summary>
    public sealed record Unusable(AccountsRefusedException Fault) : CallerFinding;

    /// <summary>Why a request that needs an account is refused; null when there is one.</summary>
    public ProblemResult? Refusal => this switch
    {
        Known => null,
        BadKey => Problems.BadKey(),
        WalletSilent => Problems.WalletSilent(),
        Unusable unusable => Problems.Of(unusable.Fault),
        _ => Problems.SignInNeeded(),
    };
}
