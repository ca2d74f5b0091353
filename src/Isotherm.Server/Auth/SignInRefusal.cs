namespace Isotherm.Server.Auth;

/// <summary>Why a sign-in is refused.</summary>
/// <param name="Reason">One of <see cref="SignInReasons"/>.</param>
/// <param name="Detail">What was found and what was expected, in one sentence.</param>
internal sealed record SignInRefusal(string Reason, string Detail);
