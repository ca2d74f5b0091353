using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth;

/// <summary>How a sign-in ended.</summary>
internal abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>A session, and its token, which is told once.</summary>
    public sealed record Started(StoredSession Session, string Token) : SignInResult
    {
        /// <summary>Without the token.</summary>
        public override string ToString() => $"Started {Session.Id}";
    }

    /// <summary>Nothing.</summary>
    public sealed record Refused(SignInRefusal Refusal) : SignInResult;
}
