namespace Isotherm.Server.Wire;

/// <summary>What the browser channel put up for an account, the last 200 since the server started.</summary>
/// <param name="Notices">Newest first.</param>
internal sealed record NoticesAnswer(IReadOnlyList<NoticeBody> Notices);
